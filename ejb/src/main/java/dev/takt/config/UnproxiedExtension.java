package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Singleton;

/**
 * Makes singletons of the beans with {@link Unproxied}. They are discovered as application-scoped ones, since the servers
 * differ in everything else: Payara alone discovers {@code @Singleton}, WildFly does not find a stereotype that is in an
 * EJB jar, and on Payara a class that an extension adds does not see this jar's beans.
 */
public class UnproxiedExtension implements Extension {
    <T> void unproxied(@Observes @WithAnnotations(Unproxied.class) ProcessAnnotatedType<T> bean) {
        bean.configureAnnotatedType()
                .remove(annotation -> annotation.annotationType() == ApplicationScoped.class)
                .add(new Once());
    }

    private static final class Once extends AnnotationLiteral<Singleton> implements Singleton {
        private static final long serialVersionUID = 1L;
    }
}
