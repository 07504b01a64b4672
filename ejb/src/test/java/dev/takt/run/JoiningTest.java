package dev.takt.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

class JoiningTest {
    @Test
    void aMethodJoinsByItsAnnotation() {
        assertEquals(Set.of("required", "mandatory", "supports"), joining(Methods.class, false));
    }

    @Test
    void theAnnotationOfTheClassIsForMethodsWithoutOne() {
        assertEquals(Set.of("inherits", "required"), joining(Required.class, false));
        assertEquals(Set.of("required"), joining(Never.class, false));
        assertEquals(Set.of("inherits", "required", "own"), joining(OfRequired.class, false));
    }

    @Test
    void aSessionBeanJoinsUnlessItSaysOtherwise() {
        assertEquals(Set.of("byDefault", "required", "mandatory", "supports"), joining(Session.class, true));
        assertEquals(Set.of(), joining(Session.class, false), "no session bean");
    }

    @Test
    void anAttributeOfAClassIsForTheMethodsItDeclares() {
        assertEquals(Set.of("required"), joining(NewSession.class, true));
        assertEquals(Set.of("required", "own"), joining(OfNewSession.class, true));
    }

    @Test
    void aSessionBeanThatManagesItsTransactionsStaysOut() {
        assertEquals(Set.of(), joining(ByHand.class, true));
    }

    @Test
    void aFunctionMayStayOut() {
        try (TaktNode node =
                TaktNode.on(Setup.H2_HIBERNATE).with(Bookings.class).start()) {
            FunctionRegistry functions = node.get(FunctionRegistry.class);

            assertTrue(functions.find("bookings.book").orElseThrow().isTransactional());
            assertFalse(functions.find("bookings.bookApart").orElseThrow().isTransactional());
            assertFalse(functions.find("math.sqrt").orElseThrow().isTransactional());
        }
    }

    private static Set<String> joining(Class<?> bean, boolean isSessionBean) {
        try (WeldContainer container =
                new Weld().disableDiscovery().addBeanClass(Methods.class).initialize()) {
            AnnotatedType<?> type = container.getBeanManager().createAnnotatedType(bean);
            Predicate<AnnotatedMethod<?>> joins = method -> Joining.joins(type, method, isSessionBean);
            Set<String> names = new TreeSet<>();
            type.getMethods().stream()
                    .filter(method ->
                            !method.isStatic() && method.getJavaMember().getDeclaringClass() != Object.class)
                    .filter(joins)
                    .forEach(method -> names.add(method.getJavaMember().getName()));
            return names;
        }
    }

    /** Each type. */
    static class Methods {
        public void nothing() {}

        @Transactional
        public void required() {}

        @Transactional(TxType.MANDATORY)
        public void mandatory() {}

        @Transactional(TxType.SUPPORTS)
        public void supports() {}

        @Transactional(TxType.REQUIRES_NEW)
        public void requiresNew() {}

        @Transactional(TxType.NOT_SUPPORTED)
        public void notSupported() {}

        @Transactional(TxType.NEVER)
        public void never() {}
    }

    /** A class that joins. */
    @Transactional
    static class Required {
        public void inherits() {}

        @Transactional
        public void required() {}

        @Transactional(TxType.REQUIRES_NEW)
        public void requiresNew() {}
    }

    /** Inherits the annotation. */
    static class OfRequired extends Required {
        public void own() {}
    }

    /** A class that stays out. */
    @Transactional(TxType.NEVER)
    static class Never {
        public void inherits() {}

        @Transactional
        public void required() {}
    }

    /** A session bean. */
    static class Session {
        public void byDefault() {}

        @TransactionAttribute(TransactionAttributeType.REQUIRED)
        public void required() {}

        @TransactionAttribute(TransactionAttributeType.MANDATORY)
        public void mandatory() {}

        @TransactionAttribute(TransactionAttributeType.SUPPORTS)
        public void supports() {}

        @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
        public void requiresNew() {}

        @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
        public void notSupported() {}

        @TransactionAttribute(TransactionAttributeType.NEVER)
        public void never() {}
    }

    /** A session bean that stays out by its class. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    static class NewSession {
        public void inherits() {}

        @TransactionAttribute(TransactionAttributeType.REQUIRED)
        public void required() {}
    }

    /** The attribute is not inherited. */
    static class OfNewSession extends NewSession {
        public void own() {}
    }

    /** Begins and commits itself. */
    @TransactionManagement(TransactionManagementType.BEAN)
    static class ByHand {
        @TransactionAttribute(TransactionAttributeType.REQUIRED)
        public void any() {}
    }
}
