package dev.takt.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every figure of a run of the benchmark, written to the file as it comes in. */
public final class Results {
    private static final String HEADER = "workload,engine,round,metric,value\n";

    private final List<Figure> figures = new ArrayList<>();
    private final Set<Remark> remarks = new LinkedHashSet<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path file;

    private Results(Path file) {
        this.file = file;
    }

    /**
     * One figure.
     *
     * @param workload such as {@code burst}
     * @param engine such as {@code takt}
     * @param round from 1 on
     * @param metric such as {@code tasks_per_s}
     * @param value in the metric's unit
     */
    public record Figure(String workload, String engine, int round, String metric, double value) {}

    /**
     * Why there is no figure.
     *
     * @param workload such as {@code recurring-4000}
     * @param engine such as {@code jobrunr}
     * @param text for people
     */
    public record Remark(String workload, String engine, String text) {}

    /**
     * Begins.
     *
     * @param file is overwritten
     * @return without figures
     * @throws IOException if the file cannot be written
     */
    public static Results in(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, HEADER);
        return new Results(file);
    }

    /** Takes a figure. */
    public void add(Figure figure) throws IOException {
        figures.add(figure);
        Files.writeString(
                file,
                String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%s,%s%n",
                        figure.workload(),
                        figure.engine(),
                        figure.round(),
                        figure.metric(),
                        figure.value()),
                java.nio.file.StandardOpenOption.APPEND);
    }

    /** Takes a remark. */
    public void add(Remark remark) {
        remarks.add(remark);
    }

    /** Takes an engine's settings, the same at every workload. */
    public void settings(String engine, String text) {
        settings.put(engine, text);
    }

    /** The settings of each engine that has run. */
    public Map<String, String> settings() {
        return Collections.unmodifiableMap(settings);
    }

    /** All figures so far. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** All remarks so far. */
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }
}
