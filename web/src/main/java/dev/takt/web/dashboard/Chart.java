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
     * One stretch of time.
     *
     * @param x its left edge
     * @param width of the bar
     * @param good top of what succeeded, which stands on the ground
     * @param goodHeight its height
     * @param bad top of what failed or was cancelled, which stands on that
     * @param badHeight its height
     * @param words what it says when it is pointed at
     */
    public record Bar(
            double x, double width, double good, double goodHeight, double bad, double badHeight, String words) {}

    public List<Bar> getBars() {
        List<Bar> bars = new ArrayList<>(steps.size());
        double width = WIDTH / steps.size();
        for (int i = 0; i < steps.size(); i++) {
            RunStats step = steps.get(i);
            double good = HEIGHT * step.succeeded() / most;
            double bad = HEIGHT * (step.failed() + step.cancelled()) / most;
            bars.add(new Bar(
                    rounded(i * width + width * GAP / 2),
                    rounded(width * (1 - GAP)),
                    rounded(HEIGHT - good),
                    rounded(good),
                    rounded(HEIGHT - good - bad),
                    rounded(bad),
                    words(step)));
        }
        return bars;
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
