package dev.takt.run;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.transaction.Transactional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which functions would join a transaction that is there: those are transactional. The method counts before the class. */
final class Joining {
    private static final Set<Transactional.TxType> TYPES =
            Set.of(Transactional.TxType.REQUIRED, Transactional.TxType.MANDATORY, Transactional.TxType.SUPPORTS);

    private static final Set<TransactionAttributeType> ATTRIBUTES = Set.of(
            TransactionAttributeType.REQUIRED, TransactionAttributeType.MANDATORY, TransactionAttributeType.SUPPORTS);

    private Joining() {}

    static boolean joins(AnnotatedType<?> bean, AnnotatedMethod<?> method, boolean isSessionBean) {
        return isSessionBean ? ofSessionBean(bean, method) : ofManagedBean(bean, method);
    }

    private static boolean ofManagedBean(AnnotatedType<?> bean, AnnotatedMethod<?> method) {
        Transactional own = method.getAnnotation(Transactional.class);
        Transactional known = own != null ? own : bean.getAnnotation(Transactional.class);
        return known != null && TYPES.contains(known.value());
    }

    private static boolean ofSessionBean(AnnotatedType<?> bean, AnnotatedMethod<?> method) {
        TransactionManagement management = bean.getAnnotation(TransactionManagement.class);
        if (management != null && management.value() == TransactionManagementType.BEAN) {
            return false;
        }
        TransactionAttribute own = method.getAnnotation(TransactionAttribute.class);
        TransactionAttribute known = own != null ? own : ofClass(bean, method);
        return known == null || ATTRIBUTES.contains(known.value());
    }

    /** An attribute on a class is for the methods that this very class declares. */
    private static @Nullable TransactionAttribute ofClass(AnnotatedType<?> bean, AnnotatedMethod<?> method) {
        Class<?> declaring = method.getJavaMember().getDeclaringClass();
        return declaring == bean.getJavaClass()
                ? bean.getAnnotation(TransactionAttribute.class)
                : declaring.getAnnotation(TransactionAttribute.class);
    }
}
