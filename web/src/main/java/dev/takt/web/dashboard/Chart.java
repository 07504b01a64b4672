package dev.takt.web.dashboard;

import dev.takt.api.RunStats;
import dev.takt.web.words.Elapsed;
import dev.takt.web.words.Texts;
import dev.takt.web.words.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A chart of runs over time as numbers for an SVG: bars of what ended, and lines of how late the runs started. 600 by 120
 * units, the newest on the right.
 */
public final class Chart {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 120;
    private static final double GAP = 0.2;

    private final List<RunStats> steps;
    private final Wording wording;
    private final long most;
    private final double latest;

    Chart(List<RunStats> steps, Wording wording) {
        this.steps = steps;
        this.wording = wording;
        this.most = Math.max(1, steps.stream().mapToLong(RunStats::ended).max().orElse(1));
        this.latest = Math.max(
                1,
                steps.stream()
                        .mapToDouble(step -> millis(step.latenessP99()))
                        .max()
                        .orElse(1));
    }

    /**
     * One stretch of time, to point at. What ended in it is a part of {@link #getGood()} and {@link #getBad()}: to draw a bar by
     * itself would cost each look at the page more than all else in it.
     *
     * @param x its left edge
     * @param width of the bar
     * @param words what it says when it is pointed at
     */
    public record Bar(double x, double width, String words) {}

    public List<Bar> getBars() {
        List<Bar> bars = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            bars.add(new Bar(left(i), barWidth(), words(steps.get(i))));
        }
        return bars;
    }

    /** What succeeded, for an SVG path: a rectangle on the ground for each stretch. */
    public String getGood() {
        return rectangles(step -> 0, RunStats::succeeded);
    }

    /** What failed or was cancelled, likewise, on top of that. */
    public String getBad() {
        return rectangles(RunStats::succeeded, step -> step.failed() + step.cancelled());
    }

    private String rectangles(ToLongFunction<RunStats> below, ToLongFunction<RunStats> runs) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            RunStats step = steps.get(i);
            double height = rounded(HEIGHT * runs.applyAsLong(step) / most);
            if (height > 0) {
                double top = rounded(HEIGHT - HEIGHT * below.applyAsLong(step) / most - height);
                path.append('M').append(left(i)).append(' ').append(top);
                path.append('h').append(barWidth()).append('v').append(height).append("h-");
                path.append(barWidth()).append("z ");
            }
        }
        return path.toString().strip();
    }

    private double left(int step) {
        double width = WIDTH / steps.size();
        return rounded(step * width + width * GAP / 2);
    }

    private double barWidth() {
        return rounded(WIDTH / steps.size() * (1 - GAP));
    }

    private String words(RunStats step) {
        return Texts.of(
                "dashboard.bar",
                wording.time(step.from(), null),
                step.succeeded(),
                step.failed(),
                inWords(step.latenessP50()),
                inWords(step.latenessP99()));
    }

    /** The points of the line of medians, for an SVG polyline: level over each stretch, so that a single one is seen too. */
    public String getMedians() {
        return line(RunStats::latenessP50);
    }

    /** The same of the 99th percentile. */
    public String getWorst() {
        return line(RunStats::latenessP99);
    }

    private String line(Function<RunStats, @Nullable Duration> lateness) {
        StringBuilder points = new StringBuilder();
        double width = WIDTH / steps.size();
        for (int i = 0; i < steps.size(); i++) {
            Duration late = lateness.apply(steps.get(i));
            if (late != null) {
                double height = rounded(HEIGHT - HEIGHT * millis(late) / latest);
                points.append(rounded(i * width)).append(',').append(height).append(' ');
                points.append(rounded((i + 1) * width))
                        .append(',')
                        .append(height)
                        .append(' ');
            }
        }
        return points.toString().strip();
    }

    /** The most runs of a stretch, which the full height stands for. */
    public long getMost() {
        return most;
    }

    /** The most lateness, which the full height stands for. */
    public String getLatest() {
        return Elapsed.inWords(Duration.ofMillis((long) latest));
    }

    public long getSucceeded() {
        return steps.stream().mapToLong(RunStats::succeeded).sum();
    }

    public long getFailed() {
        return steps.stream().mapToLong(RunStats::failed).sum();
    }

    public long getCancelled() {
        return steps.stream().mapToLong(RunStats::cancelled).sum();
    }

    public boolean isNothing() {
        return steps.stream().allMatch(step -> step.ended() == 0);
    }

    private static String inWords(@Nullable Duration duration) {
        return duration == null ? Texts.of("nothing") : Elapsed.inWords(duration);
    }

    private static double millis(@Nullable Duration duration) {
        return Objects.requireNonNullElse(duration, Duration.ZERO).toNanos() / 1e6;
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
