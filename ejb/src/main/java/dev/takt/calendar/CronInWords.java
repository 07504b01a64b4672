package dev.takt.calendar;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Locale;
import java.util.Optional;

/** What a cron expression says, in English. */
public final class CronInWords {
    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
            .withSeconds()
            .and()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .supportsL()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .supportsHash()
            .supportsL()
            .and()
            .instance();

    private CronInWords() {}

    /**
     * Reads an expression aloud.
     *
     * @param cron 5 fields, or 6 with seconds first, or a nickname such as {@code @daily}
     * @return such as {@code at 03:00 at Monday day}; empty if it cannot be read or said
     */
    public static Optional<String> of(String cron) {
        try {
            String text = CronExpression.parse(cron).text(); // refuses what Takt does not know
            String[] fields = text.split(" ");
            String all = fields.length == 5 ? "0 " + text : text;
            String words = CronDescriptor.instance(Locale.ENGLISH).describe(new CronParser(DEFINITION).parse(all));
            return Optional.of(isEitherDay(all.split(" ")) ? words + ", on whichever of the two days" : words);
        } catch (IllegalArgumentException | NullPointerException unspeakable) {
            return Optional.empty();
        }
    }

    /** Two restricted fields of days are an "or". */
    private static boolean isEitherDay(String[] fields) {
        return !fields[3].startsWith("*") && !fields[5].startsWith("*");
    }
}
