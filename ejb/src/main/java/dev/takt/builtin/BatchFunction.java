package dev.takt.builtin;

import dev.takt.api.TaskFunction;
import dev.takt.config.Later;
import dev.takt.config.Nearest;
import dev.takt.config.OfTakt;
import dev.takt.run.ArgumentCheck;
import dev.takt.run.FunctionRegistry;
import dev.takt.run.OtherKwargs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The function {@code batch.start}: starts a Jakarta Batch job and ends with it. Knows no class of Jakarta Batch: a server
 * without it runs Takt all the same.
 */
@ApplicationScoped
public class BatchFunction implements ArgumentCheck {
    private static final String JOBS = "META-INF/batch-jobs";

    private final FunctionRegistry functions;
    private final Undisturbed undisturbed;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected BatchFunction() {
        this(null, null);
    }

    @Inject
    BatchFunction(FunctionRegistry functions, @OfTakt Later later) {
        this.functions = functions;
        this.undisturbed = new Undisturbed(later);
    }

    @TaskFunction(value = "batch.start", description = "starts a Jakarta Batch job and waits for its end")
    public JobResult start(String job, @OtherKwargs Map<String, String> parameters) throws InterruptedException {
        Properties properties = new Properties();
        properties.putAll(parameters);
        return BatchJob.run(job, properties, archivesWith(fileOf(job)), undisturbed);
    }

    @Override
    public String function() {
        return "batch.start";
    }

    @Override
    public Optional<String> problem(@Nullable Object[] arguments) {
        String job = (String) arguments[0];
        if (job == null || job.isBlank() || job.contains("/")) {
            return Optional.of("expected the name of a job, was " + job);
        }
        try {
            return problem(job, archivesWith(fileOf(job)));
        } catch (NoClassDefFoundError e) {
            return Optional.of("there is no Jakarta Batch on this server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted before it was known whether there is a job " + job);
        }
    }

    private Optional<String> problem(String job, List<ClassLoader> archives) throws InterruptedException {
        if (!BatchJob.canRun(undisturbed)) {
            return Optional.of("there is no Jakarta Batch on this server");
        }
        if (!archives.isEmpty()) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>();
        for (ClassLoader archive : archivesWith(JOBS)) {
            known.addAll(BatchJob.names(archive, undisturbed));
        }
        return Optional.of("no archive of this application has a job " + job + " (" + fileOf(job) + ")"
                + Nearest.hint(job, known));
    }

    private List<ClassLoader> archivesWith(String resource) {
        return functions.archives().stream()
                .filter(archive -> archive.getResource(resource) != null)
                .toList();
    }

    private static String fileOf(String job) {
        return JOBS + "/" + job + ".xml";
    }
}
