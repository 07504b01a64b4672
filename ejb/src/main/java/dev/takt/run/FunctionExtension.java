package dev.takt.run;

import dev.takt.api.TaskFunction;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessSessionBean;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns at deployment which methods are functions, in every archive: a look-up by name from here would not see those
 * of a WAR in an EAR.
 */
public class FunctionExtension implements Extension {
    private final Map<String, RegisteredFunction> functions = new TreeMap<>();
    private final Set<ClassLoader> archives = new LinkedHashSet<>();

    /** Managed beans and, since they are a kind of these, session beans. */
    void bean(@Observes ProcessManagedBean<?> event, BeanManager beans) {
        archives.add(event.getBean().getBeanClass().getClassLoader());
        for (AnnotatedMethod<?> method : event.getAnnotatedBeanClass().getMethods()) {
            TaskFunction annotation = method.getAnnotation(TaskFunction.class);
            if (annotation != null) {
                add(
                        event,
                        new RegisteredFunction(
                                nameOf(event.getBean(), method.getJavaMember(), annotation),
                                annotation,
                                event.getBean(),
                                method.getJavaMember(),
                                annotation.joinTransaction()
                                        && Joining.joins(
                                                event.getAnnotatedBeanClass(),
                                                method,
                                                event instanceof ProcessSessionBean),
                                beans));
            }
        }
    }

    void check(@Observes AfterDeploymentValidation event) {
        functions.values().stream()
                .map(RegisteredFunction::method)
                .filter(method -> !Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers()))
                .map(method -> new IllegalStateException("@TaskFunction " + method + " must be public and not static"))
                .forEach(event::addDeploymentProblem);
    }

    void checkAtOnce(@Observes AfterDeploymentValidation event) {
        functions.values().stream()
                .filter(function -> function.atOnce() < 0)
                .map(function -> new IllegalStateException("@TaskFunction " + function.method()
                        + ": expected an atOnce of 1 or more, or 0 for any number, was " + function.atOnce()))
                .forEach(event::addDeploymentProblem);
    }

    /** All functions of this application. */
    Collection<RegisteredFunction> functions() {
        return functions.values();
    }

    /** The class loaders of all archives with beans. */
    Set<ClassLoader> archives() {
        return archives;
    }

    private void add(ProcessManagedBean<?> event, RegisteredFunction function) {
        RegisteredFunction other = functions.putIfAbsent(function.name(), function);
        if (other != null) {
            event.addDefinitionError(new IllegalStateException("Two functions are named " + function.name() + ": "
                    + other.method() + " and " + function.method()));
        }
    }

    private static String nameOf(Bean<?> bean, Method method, TaskFunction annotation) {
        if (!annotation.value().isEmpty()) {
            return annotation.value();
        }
        String beanName = bean.getName() != null
                ? bean.getName()
                : Introspector.decapitalize(bean.getBeanClass().getSimpleName());
        return beanName + "." + method.getName();
    }
}
