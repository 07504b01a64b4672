package dev.takt.bench.peer;

import dev.takt.bench.measure.Recorder;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProviderUtils.DatabaseOptions;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;

/** JobRunr's own storage, which tells the recorder when a transaction is committed. */
final class JobRunrStorage extends PostgresStorageProvider {
    private final Recorder recorder;
    private final AtomicBoolean polled = new AtomicBoolean();

    JobRunrStorage(DataSource dataSource, Recorder recorder) {
        super(dataSource, DatabaseOptions.NO_VALIDATE);
        this.recorder = recorder;
    }

    @Override
    public List<Job> getJobsToProcess(BackgroundJobServer server, AmountRequest amount) {
        if (polled.compareAndSet(false, true)) {
            recorder.firstPoll();
        }
        return super.getJobsToProcess(server, amount);
    }

    @Override
    public Job save(Job job) {
        Job saved = super.save(job);
        if (saved.hasState(StateName.SUCCEEDED)) {
            recorder.completed(1);
        }
        return saved;
    }
}
