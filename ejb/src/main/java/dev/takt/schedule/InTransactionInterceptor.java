package dev.takt.schedule;

import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.config.Transactions;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** For {@link InTransaction}. */
@Interceptor
@InTransaction
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class InTransactionInterceptor {
    private final Transactions transactions;

    @Inject
    InTransactionInterceptor(Transactions transactions) {
        this.transactions = transactions;
    }

    @AroundInvoke
    Object invoke(InvocationContext call) {
        return transactions.inCurrentOrNew(() -> proceed(call), InTransactionInterceptor::isRefusal);
    }

    /** Nothing was stored. */
    private static boolean isRefusal(RuntimeException thrown) {
        return thrown instanceof ScheduleRejectedException
                || thrown instanceof NoSuchScheduleException
                || thrown instanceof NoSuchTaskException;
    }

    private static Object proceed(InvocationContext call) {
        try {
            return call.proceed();
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Exception undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }
}
