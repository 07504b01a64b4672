package dev.takt.harness;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Transaction;
import jakarta.transaction.Transactional;
import java.util.Arrays;

/**
 * What a server does for {@code @Transactional}: REQUIRED, REQUIRES_NEW and SUPPORTS, with dontRollbackOn. The type is
 * part of the binding, hence one interceptor for each.
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

    @AroundInvoke
    Object invoke(InvocationContext call) throws Exception {
        Transactional wanted = annotation(call);
        boolean inOne = Jta.MANAGER.getStatus() != Status.STATUS_NO_TRANSACTION;
        return switch (wanted.value()) {
            case SUPPORTS -> call.proceed();
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
        } catch (RuntimeException thrown) {
            if (Arrays.stream(wanted.dontRollbackOn()).noneMatch(type -> type.isInstance(thrown))) {
                Jta.MANAGER.setRollbackOnly();
            }
            throw thrown;
        }
    }

    private static Transactional annotation(InvocationContext call) {
        Transactional onMethod = call.getMethod().getAnnotation(Transactional.class);
        return onMethod != null
                ? onMethod
                : call.getMethod().getDeclaringClass().getAnnotation(Transactional.class);
    }
}
