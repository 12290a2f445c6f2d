package winnow.store.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import winnow.store.data.GeneratedAnswer;
import winnow.store.data.Generation;

/**
 * Answers that chat models gave to prompts. Keys of prompts are SHA-256 in hexadecimal. An answer is on the disk when
 * {@link #add} returns.
 */
public final class GenerationTable {

    private final Sql sql;

    GenerationTable(Sql sql) {
        this.sql = sql;
    }

    /** The number of a generation, which is noted where it is new. */
    public long begin(Generation generation) {
        return sql.write(() -> {
            sql.update(
                    "INSERT INTO generation (endpoint, model, temperature, seed, started_at) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    generation.endpoint(),
                    generation.model(),
                    generation.temperature(),
                    generation.seed(),
                    Times.now());
            return find(generation);
        });
    }

    /** The number of a generation; 0 where there is none. Writes nothing. */
    public long find(Generation generation) {
        return sql.number(
                "SELECT id FROM generation WHERE endpoint = ? AND model = ? AND temperature = ? AND seed = ?",
                generation.endpoint(),
                generation.model(),
                generation.temperature(),
                generation.seed());
    }

    /** Keeps an answer; one of the same number that was cut off makes room for it. */
    public void add(long generation, String prompt, GeneratedAnswer answer) {
        sql.update(
                """
                INSERT INTO generated_answer (generation_id, prompt_key, number, answer, finish, max_tokens, tokens_in,
                    tokens_out, counted, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET answer = excluded.answer, finish = excluded.finish,
                    max_tokens = excluded.max_tokens, tokens_in = excluded.tokens_in,
                    tokens_out = excluded.tokens_out, counted = excluded.counted, answered_at = excluded.answered_at
                WHERE finish IN ('length', 'max_tokens')
                """,
                generation,
                HexFormat.of().parseHex(prompt),
                answer.number(),
                answer.text(),
                answer.finish(),
                answer.maxTokens(),
                answer.tokens().in(),
                answer.tokens().out(),
                answer.tokens().counted() ? 1 : 0,
                Times.now());
    }

    /** The answers to a prompt that are there, by number. */
    public List<GeneratedAnswer> answers(long generation, String prompt) {
        return sql.list(
                "SELECT number, answer, finish, max_tokens, tokens_in, tokens_out, counted FROM generated_answer"
                        + " WHERE generation_id = ? AND prompt_key = ? ORDER BY number",
                GenerationTable::answer,
                generation,
                HexFormat.of().parseHex(prompt));
    }

    private static GeneratedAnswer answer(ResultSet row) throws SQLException {
        return new GeneratedAnswer(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                new GeneratedAnswer.Tokens(row.getInt(5), row.getInt(6), row.getBoolean(7)));
    }
}
