package dev.takt.web.deployed.app;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The step of the batch job "invoices". */
@Named
@Dependent
public class Invoices extends AbstractBatchlet {
    @Inject
    private JobContext job;

    @Inject
    @BatchProperty
    private String day;

    @Inject
    @BatchProperty
    private String copies;

    @Override
    public String process() {
        if (day.startsWith("never")) {
            throw new IllegalArgumentException("there is no such day");
        }
        job.setExitStatus("WRITTEN " + copies + " for " + day);
        return "WRITTEN";
    }
}
