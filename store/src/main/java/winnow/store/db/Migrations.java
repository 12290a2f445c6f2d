package winnow.store.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Brings a workspace file up to the schema this version knows. Scripts are never edited, only added. */
final class Migrations {

    /** What {@code PRAGMA application_id} of a workspace says: "WINN". */
    static final long APPLICATION = 0x57494E4EL;

    private static final List<String> SCRIPTS = List.of(
            "V001__initial.sql",
            "V002__known_input.sql",
            "V003__refinement.sql",
            "V004__prompt.sql",
            "V005__run_total.sql",
            "V006__ranking.sql",
            "V007__remark.sql",
            "V008__comparison.sql",
            "V009__vote_step.sql",
            "V010__import_warning.sql",
            "V011__calibration.sql",
            "V012__asked.sql",
            "V013__measurement.sql",
            "V014__kept_ranking.sql");

    private Migrations() {}

    /** The newest schema this version knows. */
    static int newest() {
        return SCRIPTS.size();
    }

    static void apply(Sql sql) {
        while (sql.number("PRAGMA user_version") < SCRIPTS.size()) {
            sql.write(() -> {
                int version = (int) sql.number("PRAGMA user_version"); // another program may have been faster
                if (version < SCRIPTS.size()) {
                    sql.execute("PRAGMA application_id = " + APPLICATION);
                    sql.execute(read(SCRIPTS.get(version)));
                    sql.execute("PRAGMA user_version = " + (version + 1));
                }
                return version;
            });
        }
    }

    private static String read(String script) {
        try (InputStream in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("The script " + script + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
