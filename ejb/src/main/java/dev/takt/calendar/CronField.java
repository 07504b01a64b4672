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
import com.cronutils.parser.CronParserField;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields of a cron expression: cron-utils reads and checks their text, this turns it into the values it names. */
@SuppressWarnings("ImmutableEnumChecker") // FieldConstraints is immutable, only not annotated so
enum CronField {
    SECOND(CronFieldName.SECOND, UnaryOperator.identity()),
    MINUTE(CronFieldName.MINUTE, UnaryOperator.identity()),
    HOUR(CronFieldName.HOUR, UnaryOperator.identity()),
    DAY_OF_MONTH(CronFieldName.DAY_OF_MONTH, FieldConstraintsBuilder::addLSupport),
    MONTH(CronFieldName.MONTH, UnaryOperator.identity()),
    DAY_OF_WEEK(
            CronFieldName.DAY_OF_WEEK,
            constraints -> constraints.withValidRange(0, 7).addHashSupport().addLSupport());

    private static final Pattern SHAPE = Pattern.compile("([*]|\\w+(-\\w+)?)(/\\d+)?|\\w+#\\d+");

    private final String words;
    private final CronFieldName name;
    private final FieldConstraints constraints;

    CronField(CronFieldName name, UnaryOperator<FieldConstraintsBuilder> special) {
        this.words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        this.name = name;
        this.constraints = special.apply(
                        FieldConstraintsBuilder.instance().forField(name).withStrictRange())
                .createConstraintsInstance();
    }

    /** The elements of the field's list. */
    List<FieldExpression> parse(String text) {
        for (String element : text.split(",", -1)) {
            // cron-utils reads over what is too much: 1-5/2/3
            check(SHAPE.matcher(element).matches(), "expected a number, name, range or step, got \"" + element + "\"");
        }
        try {
            FieldExpression parsed =
                    new CronParserField(name, constraints).parse(text).getExpression();
            parsed.accept(new ValidationFieldExpressionVisitor(constraints));
            return elements(parsed).toList();
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
        check(end instanceof IntegerFieldValue || this == DAY_OF_MONTH, "no range can end with " + end);
        return end instanceof IntegerFieldValue number ? number.getValue() : last();
    }

    private int last() {
        return this == DAY_OF_WEEK ? 6 : constraints.getEndRange();
    }

    private void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(words + ": " + problem);
        }
    }
}
