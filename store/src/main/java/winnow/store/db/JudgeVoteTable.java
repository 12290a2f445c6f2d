package winnow.store.db;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Verdicts of judges on two answers, by the number of the question. Keys are SHA-256 in hexadecimal, of the judge, the
 * prompt and both answers. A vote is on the disk when {@link #add} returns, and never changes.
 */
public final class JudgeVoteTable {

    private final Sql sql;

    JudgeVoteTable(Sql sql) {
        this.sql = sql;
    }

    /** Keeps a vote: FIRST, SECOND, TIE or UNREADABLE. */
    public void add(String key, int number, String vote) {
        sql.update(
                "INSERT INTO judge_vote (key, number, vote) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                HexFormat.of().parseHex(key),
                number,
                vote);
    }

    /** The votes that are there, by number. */
    public Map<Integer, String> votes(String key) {
        Map<Integer, String> votes = new TreeMap<>();
        sql.each(
                "SELECT number, vote FROM judge_vote WHERE key = ?",
                row -> votes.put(row.getInt(1), row.getString(2)),
                HexFormat.of().parseHex(key));
        return votes;
    }
}
