package dev.takt.run;

import dev.takt.api.Arg;
import dev.takt.api.DefaultSchedule;
import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A method that schedules can call: its name, its parameters, and how to call it. */
public final class RegisteredFunction {
    private final String name;
    private final String description;
    private final int atOnce;
    private final Bean<?> bean;
    private final Method method;
    private final boolean transactional;
    private final BeanManager beans;
    private final List<Param> params;
    private final @Nullable String otherKwargs;
    private final boolean unchangeableParams;
    private volatile @Nullable MethodHandle handle;
    private volatile @Nullable Object shared;

    /**
     * A parameter.
     *
     * @param name as in kwargs, or null if the class does not tell it
     * @param type what an argument is bound to; of a variable-arity parameter: of each element
     * @param variable whether it is one of variable arity
     */
    record Param(@Nullable String name, Type type, boolean variable) {
        String describe() {
            String typeName = type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
            return (name == null ? "" : name + ": ") + typeName;
        }
    }

    RegisteredFunction(
            String name,
            TaskFunction annotation,
            Bean<?> bean,
            Method method,
            boolean transactional,
            BeanManager beans) {
        this.name = name;
        this.description = annotation.description();
        this.atOnce = annotation.atOnce();
        this.bean = bean;
        this.method = method;
        this.transactional = transactional;
        this.beans = beans;
        this.params = paramsOf(method);
        this.otherKwargs = otherKwargsOf(method);
        this.unchangeableParams = !method.isVarArgs()
                && otherKwargs == null
                && Arrays.stream(method.getParameterTypes()).allMatch(BoundArguments::isUnchangeable);
    }

    /**
     * The function's name.
     *
     * @return such as {@code math.copysign}
     */
    public String name() {
        return name;
    }

    /**
     * What the function does.
     *
     * @return for people, may be empty
     */
    public String description() {
        return description;
    }

    /**
     * The signature, for people.
     *
     * @return such as {@code copysign(magnitude: double, sign: double)}
     */
    public String signature() {
        Stream<String> others = Stream.ofNullable(otherKwargs).map(name -> "**" + name);
        String list =
                Stream.concat(params.stream().map(Param::describe), others).collect(Collectors.joining(", "));
        return method.getName() + "(" + list + (method.isVarArgs() ? "..." : "") + ")";
    }

    /**
     * How many of its tasks may run at once in the cluster.
     *
     * @return 1 or more, or 0 for any number
     */
    public int atOnce() {
        return atOnce;
    }

    /**
     * The schedules that the function declares.
     *
     * @return those of its annotations
     */
    public List<DefaultSchedule> defaultSchedules() {
        return List.of(method.getAnnotationsByType(DefaultSchedule.class));
    }

    /** Whether it runs in the transaction that records its outcome. */
    boolean isTransactional() {
        return transactional;
    }

    /** The method itself. */
    Method method() {
        return method;
    }

    /** All but the one that takes the other kwargs. */
    List<Param> params() {
        return params;
    }

    /** Whether a last argument, a map, takes the kwargs that no parameter names. */
    boolean takesOtherKwargs() {
        return otherKwargs != null;
    }

    /** Whether what is bound to its parameters may be used again. */
    boolean hasUnchangeableParams() {
        return unchangeableParams;
    }

    /**
     * Calls the function in its own class loader.
     *
     * @param arguments bound to its parameters
     * @return what it returned, null for void
     * @throws Throwable what it threw
     */
    @Nullable
    Object invoke(@Nullable Object[] arguments) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(bean.getBeanClass().getClassLoader());
        try {
            return bean.getScope() == Dependent.class ? invokeOnOwn(arguments) : handle().invoke(shared(), arguments);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A dependent bean lives as long as the call. */
    private @Nullable Object invokeOnOwn(@Nullable Object[] arguments) throws Throwable {
        CreationalContext<?> context = beans.createCreationalContext(bean);
        try {
            return handle().invoke(beans.getReference(bean, beanType(), context), arguments);
        } finally {
            context.release();
        }
    }

    private Object shared() {
        Object known = shared;
        if (known == null) {
            known = beans.getReference(bean, beanType(), beans.createCreationalContext(bean));
            shared = known;
        }
        return known;
    }

    private MethodHandle handle() throws IllegalAccessException {
        MethodHandle known = handle;
        if (known == null) {
            method.setAccessible(true); // a public method of a bean class that need not be public
            known = MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asSpreader(Object[].class, method.getParameterCount());
            handle = known;
        }
        return known;
    }

    private Type beanType() {
        Class<?> declared = method.getDeclaringClass();
        return bean.getTypes().contains(declared) ? declared : bean.getBeanClass();
    }

    private static List<Param> paramsOf(Method method) {
        Parameter[] parameters = method.getParameters();
        List<Param> found = new ArrayList<>();
        for (int i = 0; i < parameters.length && !parameters[i].isAnnotationPresent(OtherKwargs.class); i++) {
            Type type = method.getGenericParameterTypes()[i];
            boolean variable = method.isVarArgs() && i == parameters.length - 1;
            found.add(new Param(
                    nameOf(parameters[i]),
                    variable ? method.getParameterTypes()[i].getComponentType() : type,
                    variable));
        }
        return List.copyOf(found);
    }

    private static @Nullable String otherKwargsOf(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(OtherKwargs.class))
                .map(Parameter::getName)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String nameOf(Parameter parameter) {
        Arg arg = parameter.getAnnotation(Arg.class);
        if (arg != null) {
            return arg.value();
        }
        return parameter.isNamePresent() ? parameter.getName() : null;
    }

    @Override
    public String toString() {
        return name + Arrays.toString(method.getParameterTypes());
    }
}
