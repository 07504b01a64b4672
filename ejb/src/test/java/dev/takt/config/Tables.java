package dev.takt.config;

import dev.takt.harness.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a version of Takt finds in the database: the columns of its tables, and what is in them. */
record Tables(Map<String, List<Column>> columns) {
    private static final String COLUMNS = """
            SELECT lower(table_name) AS table_name, lower(column_name) AS column_name, data_type,
                coalesce(character_maximum_length, 0) AS length,
                CASE WHEN is_nullable = 'YES' OR column_default IS NOT NULL THEN 1 ELSE 0 END AS optional
            FROM information_schema.columns
            WHERE lower(table_schema) = 'public' AND lower(table_name) LIKE 'takt!_%' ESCAPE '!'
                AND lower(table_name) NOT IN ('takt_migration', 'takt_clock', 'takt_clock_offset')
            ORDER BY table_name, ordinal_position""";

    /** Optional: who does not know of it may leave it out. */
    record Column(String table, String name, String type, long length, boolean optional) {
        static Column read(ResultSet row) throws SQLException {
            return new Column(
                    row.getString("table_name"),
                    row.getString("column_name"),
                    row.getString("data_type"),
                    row.getLong("length"),
                    row.getInt("optional") == 1);
        }

        boolean takesWhat(Column older) {
            return type.equals(older.type) && (length == 0 || length >= older.length) && (optional || !older.optional);
        }

        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    static Tables of(TestDatabase database) throws SQLException {
        Map<String, List<Column>> found = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                Column column = Column.read(rows);
                found.computeIfAbsent(column.table(), first -> new ArrayList<>())
                        .add(column);
            }
        }
        return new Tables(found);
    }

    /** What keeps a node that knows these tables from working on those, which are newer. */
    List<String> whatBreaksIn(Tables newer) {
        List<String> broken = new ArrayList<>();
        columns.forEach((table, known) -> {
            Map<String, Column> there = newer.columns.getOrDefault(table, List.of()).stream()
                    .collect(Collectors.toMap(Column::name, column -> column));
            for (Column column : known) {
                Column now = there.remove(column.name());
                if (now == null) {
                    broken.add(column + " is gone");
                } else if (!now.takesWhat(column)) {
                    broken.add(column + " takes less than before");
                }
            }
            there.values().stream()
                    .filter(added -> !added.optional())
                    .map(added -> added + " has no default")
                    .sorted()
                    .forEach(broken::add);
        });
        return broken;
    }

    /** Every value of these columns, as text, table by table. */
    Map<String, List<String>> contents(TestDatabase database) throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (Map.Entry<String, List<Column>> table : columns.entrySet()) {
                String names = table.getValue().stream().map(Column::name).collect(Collectors.joining(", "));
                List<String> lines = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery("SELECT " + names + " FROM " + table.getKey())) {
                    while (rows.next()) {
                        lines.add(line(rows, table.getValue()));
                    }
                }
                lines.sort(Comparator.naturalOrder());
                contents.put(table.getKey(), lines);
            }
        }
        return contents;
    }

    private static String line(ResultSet row, List<Column> columns) throws SQLException {
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            values.add(column.name() + "=" + Objects.toString(row.getString(column.name())));
        }
        return String.join(" ", values);
    }
}
