package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All rows of all tables of a workspace as text, for comparing two of them that came about in the same way: without
 * times, processes and folders, and with random numbers replaced by the place of what they stand for.
 */
final class WorkspaceDump {

    private final Connection connection;
    private final String folder;
    private final Map<String, String> names = new HashMap<>();

    private WorkspaceDump(Connection connection, Path folder) {
        this.connection = connection;
        this.folder = folder.toString();
    }

    /** The rows of each table, sorted. */
    static Map<String, List<String>> of(Path workspace) throws SQLException {
        Path folder = requireNonNull(workspace.toAbsolutePath().getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + workspace)) {
            return new WorkspaceDump(connection, folder).tables();
        }
    }

    /** What SQLite finds wrong with a file; "ok" where it is whole. */
    static String integrity(Path workspace) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + workspace)) {
            WorkspaceDump dump = new WorkspaceDump(connection, workspace);
            return String.join("\n", dump.texts("PRAGMA integrity_check"))
                    + String.join("\n", dump.texts("PRAGMA foreign_key_check"));
        }
    }

    private Map<String, List<String>> tables() throws SQLException {
        name("SELECT id, 'step ' || seq FROM step");
        name("SELECT d.id, 'step ' || s.seq || ' on ' || d.dataset_id || '/' || d.record || '/' || d.candidate"
                + " FROM decision d JOIN step s ON s.id = d.step_id");
        name("SELECT id, 'remark ' || rowid FROM remark");
        name("SELECT id, 'vote ' || seq FROM comparison");
        name("SELECT id, 'audit ' || rowid FROM audit");
        name("SELECT id, 'cut ' || rowid FROM audit_cut");
        name("SELECT id, 'draw ' || place FROM audit_draw");
        name("SELECT j.id, 'judgement ' || j.rowid FROM audit_judgement j");
        Map<String, List<String>> tables = new TreeMap<>();
        // the index of texts follows from them and is filled in the background, so it may be anywhere on its way
        for (String table : texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                + " AND name NOT LIKE 'text_index%'")) {
            tables.put(table, rows(table));
        }
        return tables;
    }

    private void name(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.put(rows.getString(1), rows.getString(2));
            }
        }
    }

    private List<String> rows(String table) throws SQLException {
        List<String> columns = texts("SELECT name FROM pragma_table_info('" + table + "')"
                + " WHERE name NOT LIKE '%\\_at' ESCAPE '\\' AND name <> 'importer'");
        List<String> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT \"" + String.join("\", \"", columns) + "\" FROM " + table)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns.size(); i++) {
                    String value = String.valueOf(rows.getString(i));
                    line.append(names.getOrDefault(value, value).replace(folder, "."))
                            .append('|');
                }
                result.add(line.toString());
            }
        }
        Collections.sort(result);
        return result;
    }

    private List<String> texts(String query) throws SQLException {
        List<String> result = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                result.add(rows.getString(1));
            }
        }
        return result;
    }
}
