package dev.takt.bench.peer;

import dev.takt.bench.measure.Recorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.quartz.JobDetail;
import org.quartz.JobPersistenceException;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.impl.jdbcjobstore.InvalidConfigurationException;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.spi.OperableTrigger;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz's own store, which tells the recorder when a transaction is over: no listener of Quartz's is called so late. */
@SuppressWarnings("unchecked") // a raw override in its superclass
final class QuartzStore extends JobStoreTX {
    private static final String POOL = "bench";

    private final Recorder recorder;
    private final AtomicBoolean polled = new AtomicBoolean();

    QuartzStore(DataSource dataSource, Recorder recorder) throws InvalidConfigurationException {
        this.recorder = recorder;
        DBConnectionManager.getInstance().addConnectionProvider(POOL, new Pool(dataSource));
        setDataSource(POOL);
        setDriverDelegateClass(PostgreSQLDelegate.class.getName());
        setUseProperties("true");
        setIsClustered(true);
        setAcquireTriggersWithinLock(true); // what batches need
        setLockOnInsert(false); // its manual: a significant increase when triggers are added
    }

    @Override
    public List<OperableTrigger> acquireNextTriggers(long noLaterThan, int maxCount, long timeWindow)
            throws JobPersistenceException {
        if (polled.compareAndSet(false, true)) {
            recorder.firstPoll();
        }
        return super.acquireNextTriggers(noLaterThan, maxCount, timeWindow);
    }

    @Override
    public void triggeredJobComplete(
            OperableTrigger trigger, JobDetail job, CompletedExecutionInstruction instruction) {
        super.triggeredJobComplete(trigger, job, instruction);
        recorder.completed(1);
    }

    private record Pool(DataSource dataSource) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return dataSource.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }
}
