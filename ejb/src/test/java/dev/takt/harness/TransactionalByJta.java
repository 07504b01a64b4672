package dev.takt.harness;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.Transactional;
import jakarta.transaction.TransactionalException;
import java.util.Arrays;

/**
 * What a server does for {@code @Transactional}: REQUIRED, REQUIRES_NEW, SUPPORTS and MANDATORY, with rollbackOn and
 * dontRollbackOn. The type is part of the binding, hence one interceptor for each.
 */
public abstract class TransactionalByJta {
    /** For REQUIRED. */
    @Transactional(Transactional.TxType.REQUIRED)
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE)
    public static class Required extends TransactionalByJta {}

    /** For REQUIRES_NEW. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE)
    public static class RequiresNew extends TransactionalByJta {}

    /** For SUPPORTS. */
    @Transactional(Transactional.TxType.SUPPORTS)
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE)
    public static class Supports extends TransactionalByJta {}

    /** For MANDATORY. */
    @Transactional(Transactional.TxType.MANDATORY)
    @Interceptor
    @Priority(Interceptor.Priority.PLATFORM_BEFORE)
    public static class Mandatory extends TransactionalByJta {}

    @AroundInvoke
    Object invoke(InvocationContext call) throws Exception {
        Transactional wanted = annotation(call);
        boolean inOne = Jta.MANAGER.getStatus() != Status.STATUS_NO_TRANSACTION;
        return switch (wanted.value()) {
            case SUPPORTS -> inOne ? joined(call, wanted) : call.proceed();
            case MANDATORY -> inOne ? joined(call, wanted) : missing();
            case REQUIRED -> inOne ? joined(call, wanted) : inNew(call, wanted);
            case REQUIRES_NEW -> suspended(call, wanted);
            default -> throw new IllegalStateException("not needed by Takt: " + wanted.value());
        };
    }

    private static Object suspended(InvocationContext call, Transactional wanted) throws Exception {
        Transaction outer = Jta.MANAGER.suspend();
        try {
            return inNew(call, wanted);
        } finally {
            if (outer != null) {
                Jta.MANAGER.resume(outer);
            }
        }
    }

    private static Object inNew(InvocationContext call, Transactional wanted) throws Exception {
        Jta.MANAGER.begin();
        try {
            return joined(call, wanted);
        } finally {
            if (Jta.MANAGER.getStatus() == Status.STATUS_MARKED_ROLLBACK) {
                Jta.MANAGER.rollback();
            } else {
                Jta.MANAGER.commit();
            }
        }
    }

    private static Object joined(InvocationContext call, Transactional wanted) throws Exception {
        try {
            return call.proceed();
        } catch (Exception thrown) {
            boolean rollsBack = thrown instanceof RuntimeException || isOneOf(wanted.rollbackOn(), thrown);
            if (rollsBack && !isOneOf(wanted.dontRollbackOn(), thrown)) {
                Jta.MANAGER.setRollbackOnly();
            }
            throw thrown;
        }
    }

    private static boolean isOneOf(Class<?>[] types, Exception thrown) {
        return Arrays.stream(types).anyMatch(type -> type.isInstance(thrown));
    }

    private static Object missing() {
        throw new TransactionalException("expected a transaction", new TransactionRequiredException());
    }

    private static Transactional annotation(InvocationContext call) {
        Transactional onMethod = call.getMethod().getAnnotation(Transactional.class);
        return onMethod != null
                ? onMethod
                : call.getMethod().getDeclaringClass().getAnnotation(Transactional.class);
    }
}
