package dev.takt.schedule;

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
        return transactions.inCurrentOrNew(() -> proceed(call), Refusals::isOne);
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
