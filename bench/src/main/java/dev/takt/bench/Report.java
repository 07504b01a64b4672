package dev.takt.bench;

import dev.takt.bench.measure.Percentiles;
import dev.takt.bench.measure.Results;
import dev.takt.bench.measure.Results.Figure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The comparison as a table, median with minimum and maximum of the rounds, and as a chart. */
final class Report {
    private final Options options;
    private final Results results;
    private final String machine;
    private final String postgres;

    Report(Options options, Results results, String machine, String postgres) {
        this.options = options;
        this.results = results;
        this.machine = machine;
        this.postgres = postgres;
    }

    /** One metric of one engine at one workload, over the rounds. */
    record Summary(String workload, String engine, String metric, double minimum, double median, double maximum) {
        static Summary of(List<Figure> rounds) {
            Figure any = rounds.get(0);
            // percentiles are of whole numbers: thousandths
            Percentiles values = Percentiles.of(rounds.stream().mapToLong(figure -> Math.round(1000 * figure.value())));
            return new Summary(
                    any.workload(),
                    any.engine(),
                    any.metric(),
                    values.at(1) / 1000.0,
                    values.at(50) / 1000.0,
                    values.at(100) / 1000.0);
        }
    }

    /** In the order in which they were first measured. */
    List<Summary> summaries() {
        return results.figures().stream()
                .collect(Collectors.groupingBy(
                        figure -> List.of(figure.workload(), figure.engine(), figure.metric()),
                        java.util.LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(Summary::of)
                .toList();
    }

    void print(PrintStream out) {
        out.println();
        out.println("Machine: " + machine);
        out.println("PostgreSQL: " + postgres);
        out.println("Options: " + options);
        out.println("Settings:");
        results.settings().forEach((engine, settings) -> out.printf("  %-28s %s%n", engine, settings));
        out.println();
        String line = "%-" + width() + "s %-28s %-22s %12s   %s%n";
        out.printf(line, "workload", "engine", "metric", "median", "minimum .. maximum of the rounds");
        String before = "";
        for (String workload : workloads()) {
            for (String metric : metrics(workload)) {
                String group = workload + metric;
                if (!group.equals(before)) {
                    out.println();
                    before = group;
                }
                summaries().stream()
                        .filter(each -> each.workload().equals(workload)
                                && each.metric().equals(metric))
                        .forEach(each -> out.printf(
                                line,
                                each.workload(),
                                each.engine(),
                                each.metric(),
                                number(each.median()),
                                number(each.minimum()) + " .. " + number(each.maximum())));
            }
        }
        out.println();
        results.remarks()
                .forEach(remark ->
                        out.printf("%-" + width() + "s %-28s %s%n", remark.workload(), remark.engine(), remark.text()));
    }

    private int width() {
        return workloads().stream().mapToInt(String::length).max().orElse(1);
    }

    private List<String> workloads() {
        return results.figures().stream().map(Figure::workload).distinct().toList();
    }

    private List<String> metrics(String workload) {
        return results.figures().stream()
                .filter(figure -> figure.workload().equals(workload))
                .map(Figure::metric)
                .distinct()
                .toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.3f", value);
    }

    /** Bars of the medians: throughput and the 99th percentile of lateness, each workload on a scale of its own. */
    void draw(Path file) throws IOException {
        List<String> shapes = new ArrayList<>();
        int y = 30;
        for (String workload : workloads()) {
            for (String metric : metrics(workload)) {
                if (metric.endsWith("per_s") || metric.equals("late_p99_ms")) {
                    List<Summary> bars = summaries().stream()
                            .filter(each -> each.workload().equals(workload)
                                    && each.metric().equals(metric))
                            .toList();
                    y = bars(shapes, workload + ": " + metric, bars, y);
                }
            }
        }
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"" + (y + 10)
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + String.join("\n", shapes) + "\n</svg>\n";
        Files.writeString(file, svg);
    }

    private static int bars(List<String> shapes, String title, List<Summary> bars, int top) {
        double most = bars.stream()
                .flatMapToDouble(bar -> DoubleStream.of(bar.median()))
                .max()
                .orElse(1);
        int y = top;
        shapes.add(text(10, y, "bold", title));
        for (Summary bar : bars) {
            y += 18;
            double width = Math.max(1, 480 * bar.median() / Math.max(most, 1e-9));
            String colour = bar.engine().equals("takt") ? "#c2410c" : "#64748b";
            shapes.add(text(10, y, "normal", bar.engine()));
            shapes.add(String.format(
                    Locale.ROOT,
                    "<rect x=\"230\" y=\"%d\" width=\"%.1f\" height=\"13\" fill=\"%s\"/>",
                    y - 11,
                    width,
                    colour));
            shapes.add(text((int) (240 + width), y, "normal", number(bar.median())));
        }
        return y + 34;
    }

    private static String text(int x, int y, String weight, String text) {
        return "<text x=\"" + x + "\" y=\"" + y + "\" font-weight=\"" + weight + "\">" + text + "</text>";
    }
}
