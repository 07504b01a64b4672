package dev.takt.calendar;

import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.constraint.FieldConstraints;
import com.cronutils.model.field.constraint.FieldConstraintsBuilder;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.expression.visitor.ValidationFieldExpressionVisitor;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.IntegerFieldValue;
import com.cronutils.model.field.value.SpecialChar;
import com.cronutils.parser.FieldParser;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** The fields of a cron expression: cron-utils reads and checks their text, this turns it into the values it names. */
@SuppressWarnings("ImmutableEnumChecker") // FieldConstraints is immutable, only not annotated so
enum CronField {
    SECOND("second", constraints(CronFieldName.SECOND)),
    MINUTE("minute", constraints(CronFieldName.MINUTE)),
    HOUR("hour", constraints(CronFieldName.HOUR)),
    DAY_OF_MONTH("day of month", constraints(CronFieldName.DAY_OF_MONTH).addLSupport()),
    MONTH("month", constraints(CronFieldName.MONTH)),
    DAY_OF_WEEK(
            "day of week",
            constraints(CronFieldName.DAY_OF_WEEK)
                    .withValidRange(0, 7)
                    .addHashSupport()
                    .addLSupport());

    private final String words;
    private final FieldConstraints constraints;

    CronField(String words, FieldConstraintsBuilder constraints) {
        this.words = words;
        this.constraints = constraints.createConstraintsInstance();
    }

    private static FieldConstraintsBuilder constraints(CronFieldName name) {
        return FieldConstraintsBuilder.instance().forField(name).withStrictRange();
    }

    /** The elements of the field's list. */
    List<FieldExpression> parse(String text) {
        try {
            FieldExpression parsed = new FieldParser(constraints).parse(text);
            parsed.accept(new ValidationFieldExpressionVisitor(constraints));
            return elements(parsed).toList();
        } catch (IndexOutOfBoundsException incomplete) {
            throw new IllegalArgumentException(words + ": incomplete: " + text, incomplete);
        } catch (IllegalArgumentException problem) {
            throw new IllegalArgumentException(words + ": " + problem.getMessage(), problem);
        }
    }

    /** The values that the elements name, leaving out those with L or #. */
    BitSet values(List<FieldExpression> elements) {
        BitSet values = new BitSet();
        elements.stream().filter(element -> !isSpecial(element)).forEach(element -> addTo(values, element));
        return values;
    }

    static boolean isSpecial(FieldExpression element) {
        return element instanceof On on && on.getSpecialChar().getValue() != SpecialChar.NONE;
    }

    private static Stream<FieldExpression> elements(FieldExpression expression) {
        return expression instanceof And list
                ? list.getExpressions().stream().flatMap(CronField::elements)
                : Stream.of(expression);
    }

    private void addTo(BitSet values, FieldExpression element) {
        if (element instanceof Every every) {
            FieldExpression base = every.getExpression();
            int last = base instanceof On ? last() : to(base);
            addTo(values, from(base), last, every.getPeriod().getValue());
        } else {
            addTo(values, from(element), to(element), 1);
        }
    }

    private void addTo(BitSet values, int from, int to, int step) {
        for (int value = from; value <= to; value += step) {
            values.set(this == DAY_OF_WEEK ? value % 7 : value);
        }
    }

    private int from(FieldExpression element) {
        if (element instanceof Between range) {
            return valueOf(range.getFrom());
        }
        return element instanceof On on ? on.getTime().getValue() : constraints.getStartRange();
    }

    private int to(FieldExpression element) {
        if (element instanceof Between range) {
            return valueOf(range.getTo());
        }
        return element instanceof On on ? on.getTime().getValue() : last();
    }

    /** An end of a range: a number, or L for the last of the field. */
    private int valueOf(FieldValue<?> end) {
        return end instanceof IntegerFieldValue number ? number.getValue() : last();
    }

    private int last() {
        return this == DAY_OF_WEEK ? 6 : constraints.getEndRange();
    }
}
