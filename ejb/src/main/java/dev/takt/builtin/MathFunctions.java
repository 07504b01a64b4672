package dev.takt.builtin;

import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/** The functions {@code math.*}, named as in Python's module, so that Django-Q's examples run on a fresh install. */
@ApplicationScoped
public class MathFunctions {
    @TaskFunction(value = "math.copysign", description = "the first number with the sign of the second")
    public double copysign(double magnitude, double sign) {
        return Math.copySign(magnitude, sign);
    }

    @TaskFunction(value = "math.hypot", description = "the hypotenuse of a right-angled triangle")
    public double hypot(double x, double y) {
        return Math.hypot(x, y);
    }

    @TaskFunction(value = "math.sqrt", description = "the square root of a number that is not negative")
    public double sqrt(double number) {
        if (number < 0) {
            throw new ArithmeticException("A negative number has no square root: " + number);
        }
        return Math.sqrt(number);
    }

    @TaskFunction(value = "math.floor", description = "the largest whole number that is not larger")
    public long floor(double number) {
        return whole(Math.floor(number));
    }

    @TaskFunction(value = "math.ceil", description = "the smallest whole number that is not smaller")
    public long ceil(double number) {
        return whole(Math.ceil(number));
    }

    @TaskFunction(value = "math.pow", description = "the first number to the power of the second")
    public double pow(double base, double exponent) {
        return Math.pow(base, exponent);
    }

    @TaskFunction(value = "math.max", description = "the largest of the numbers")
    public double max(double first, double... others) {
        return Arrays.stream(others).reduce(first, Math::max);
    }

    @TaskFunction(value = "math.min", description = "the smallest of the numbers")
    public double min(double first, double... others) {
        return Arrays.stream(others).reduce(first, Math::min);
    }

    private static long whole(double number) {
        if (Math.abs(number) > Long.MAX_VALUE) {
            throw new ArithmeticException("Out of the range of a whole number: " + number);
        }
        return (long) number;
    }
}
