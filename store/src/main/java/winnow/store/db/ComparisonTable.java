package winnow.store.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;

/**
 * Who found which answer better. Every vote is a step of its own, one press of undo, and shares its id; those of a
 * ranking are one step together. Rows are only ever added. What is returned is on the disk.
 */
public final class ComparisonTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "c.id, c.undoes, c.dataset_id, c.record, c.candidate_a, c.candidate_b,"
            + " c.annotator, c.choice, c.reasons, c.note, c.blind, c.seed, c.queue, c.voted_at";
    private static final String STANDING =
            "SELECT " + COLUMNS + " FROM standing_vote v JOIN comparison c ON c.id = v.comparison_id ";

    /** Of votes {@code c}: those that judge a pair asked about again, the last word on each. */
    static final String LAST_REPEAT = "c.queue = '" + Comparison.REPEAT
            + "' AND c.choice NOT IN ('NONE', 'SKIP', 'FLAG') AND NOT EXISTS (SELECT 1 FROM comparison l"
            + " WHERE l.queue = c.queue AND l.dataset_id = c.dataset_id AND l.record = c.record"
            + " AND l.annotator = c.annotator"
            + " AND min(l.candidate_a, l.candidate_b) = min(c.candidate_a, c.candidate_b)"
            + " AND max(l.candidate_a, l.candidate_b) = max(c.candidate_a, c.candidate_b)"
            + " AND (l.voted_at, l.id) > (c.voted_at, c.id))";

    /**
     * Where a vote belongs.
     *
     * @param pair the answers and their sides
     * @param annotator who votes
     * @param seed of the sides
     * @param queue why the pair was asked
     */
    public record Ballot(Pair pair, String annotator, long seed, String queue) {}

    private final Sql sql;
    private final StepTable steps;

    ComparisonTable(Sql sql, StepTable steps) {
        this.sql = sql;
        this.steps = steps;
    }

    /**
     * Votes on a pair.
     *
     * @throws IllegalArgumentException if there is no such pair
     */
    public Comparison vote(Ballot ballot, Vote vote) {
        return sql.write(() -> {
            check(ballot.pair());
            UUID id = UUID.randomUUID();
            String now = steps.begin(id, Optional.empty(), ballot.annotator());
            return add(new Place(id, Optional.empty(), Optional.empty()), ballot, vote, now);
        });
    }

    /**
     * Votes on several pairs in one step.
     *
     * @param votes one a ballot, all of one annotator, at least one
     * @throws IllegalArgumentException if there is no such pair
     */
    public List<Comparison> vote(Map<Ballot, Vote> votes) {
        return sql.write(() -> {
            UUID step = UUID.randomUUID();
            String now = steps.begin(
                    step, Optional.empty(), votes.keySet().iterator().next().annotator());
            Iterator<UUID> ids = ids(votes.size());
            List<Comparison> added = new ArrayList<>();
            votes.forEach((ballot, vote) -> {
                check(ballot.pair());
                added.add(add(new Place(ids.next(), Optional.of(step), Optional.empty()), ballot, vote, now));
            });
            return added;
        });
    }

    /** Random ids, ascending as texts: votes of one time stand in the order of their ids, here and after a merge. */
    private static Iterator<UUID> ids(int count) {
        return Stream.generate(UUID::randomUUID)
                .limit(count)
                .sorted(Comparator.comparing(UUID::toString))
                .iterator();
    }

    private void check(Pair pair) {
        long found = sql.number(
                "SELECT count(*) FROM sample s JOIN dataset d ON d.id = s.dataset_id AND d.complete = 1"
                        + " WHERE s.dataset_id = ? AND s.record = ? AND s.candidate IN (?, ?)",
                pair.datasetId(),
                pair.record(),
                pair.a(),
                pair.b());
        if (found != 2) {
            throw new IllegalArgumentException("Record " + pair.record() + " of dataset " + pair.datasetId()
                    + " has no answers " + pair.a() + " and " + pair.b());
        }
    }

    /** Adds the votes that take back those of a step, where it has some: what had been said before counts. */
    void takeBack(UUID step, UUID undone, String now) {
        List<Comparison> votes = ofStep(undone);
        Iterator<UUID> ids = ids(votes.size());
        for (Comparison vote : votes) {
            Optional<Comparison> before = before(vote);
            Comparison again = before.orElse(vote);
            Vote said = before.map(Comparison::said)
                    .orElseGet(() -> new Vote(
                            Choice.NONE, Set.of(), Optional.empty(), vote.said().blind()));
            Ballot ballot = new Ballot(again.pair(), vote.annotator(), again.seed(), again.queue());
            boolean alone = vote.id().equals(undone);
            Place place = new Place(
                    alone ? step : ids.next(), alone ? Optional.empty() : Optional.of(step), Optional.of(vote.id()));
            add(place, ballot, said, now);
        }
    }

    /** The votes of a step: one, those of a ranking in order of their pairs, or none where it did something else. */
    public List<Comparison> ofStep(UUID step) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM comparison c WHERE c.id = ?1 OR c.step_id = ?1 ORDER BY c.seq",
                ComparisonTable::comparison,
                step.toString());
    }

    /** One vote. */
    public Optional<Comparison> find(UUID id) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM comparison c WHERE c.id = ?", ComparisonTable::comparison, id.toString());
    }

    /** What an annotator says of a pair now, whichever sides its answers stood on; empty where taken back. */
    public Optional<Comparison> current(Pair pair, String annotator) {
        return sql.first(
                STANDING + "WHERE v.dataset_id = ? AND v.record = ? AND v.low = ? AND v.high = ? AND v.annotator = ?"
                        + " AND v.choice <> 'NONE'",
                ComparisonTable::comparison,
                pair.datasetId(),
                pair.record(),
                pair.low(),
                pair.high(),
                annotator);
    }

    /** What all annotators say of the pairs of a record now. */
    public List<Comparison> ofRecord(long datasetId, long record) {
        return sql.list(
                STANDING + "WHERE v.dataset_id = ? AND v.record = ? AND v.choice <> 'NONE'"
                        + " ORDER BY v.low, v.high, v.annotator",
                ComparisonTable::comparison,
                datasetId,
                record);
    }

    /** What all annotators say of all pairs now, in order of the workspace. */
    public List<Comparison> current() {
        return sql.list(
                STANDING + "WHERE v.choice <> 'NONE' ORDER BY v.dataset_id, v.record, v.low, v.high, v.annotator",
                ComparisonTable::comparison);
    }

    /** Shows all that was ever said, oldest first; holds none of it. */
    public void each(Consumer<Comparison> visitor) {
        sql.each(
                "SELECT " + COLUMNS + " FROM comparison c ORDER BY c.voted_at, c.id",
                row -> visitor.accept(comparison(row)));
    }

    /** What an annotator ever said of a pair, oldest first. */
    public List<Comparison> history(Pair pair, String annotator) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM comparison c WHERE c.dataset_id = ? AND c.record = ? AND c.annotator = ?"
                        + " AND min(c.candidate_a, c.candidate_b) = ? AND max(c.candidate_a, c.candidate_b) = ?"
                        + " ORDER BY c.voted_at, c.id",
                ComparisonTable::comparison,
                pair.datasetId(),
                pair.record(),
                annotator,
                pair.low(),
                pair.high());
    }

    /** What an annotator says of the answers of pairs now, in order of time; what settled a conflict left out. */
    public List<Comparison> judged(String annotator) {
        return sql.list(
                STANDING + "WHERE v.annotator = ? AND v.choice NOT IN ('NONE', 'SKIP', 'FLAG')"
                        + " AND c.queue <> 'conflict' ORDER BY v.voted_at",
                ComparisonTable::comparison,
                annotator);
    }

    /** What annotators said of pairs they were asked about again, the last word on each pair, in order of time. */
    public List<Comparison> repeated() {
        return sql.list(
                "SELECT " + COLUMNS + " FROM comparison c WHERE " + LAST_REPEAT + " ORDER BY c.voted_at, c.id",
                ComparisonTable::comparison);
    }

    private Optional<Comparison> before(Comparison vote) {
        Pair pair = vote.pair();
        return sql.first(
                "SELECT " + COLUMNS + " FROM comparison c WHERE c.dataset_id = ? AND c.record = ? AND c.annotator = ?"
                        + " AND min(c.candidate_a, c.candidate_b) = ? AND max(c.candidate_a, c.candidate_b) = ?"
                        + " AND (c.queue = '" + Comparison.REPEAT + "') = ? AND (c.voted_at, c.id) < (?, ?)"
                        + " ORDER BY c.voted_at DESC, c.id DESC LIMIT 1",
                ComparisonTable::comparison,
                pair.datasetId(),
                pair.record(),
                vote.annotator(),
                pair.low(),
                pair.high(),
                vote.isRepeat() ? 1 : 0,
                Times.text(vote.votedAt()),
                vote.id().toString());
    }

    /** Where a vote stands in the log. */
    private record Place(UUID id, Optional<UUID> step, Optional<UUID> undoes) {}

    private Comparison add(Place place, Ballot ballot, Vote vote, String now) {
        Pair pair = ballot.pair();
        Comparison added = new Comparison(
                place.id(),
                place.undoes(),
                pair,
                ballot.annotator(),
                vote,
                ballot.seed(),
                ballot.queue(),
                Times.parse(now));
        sql.update(
                "INSERT INTO comparison (id, undoes, dataset_id, record, candidate_a, candidate_b, annotator, choice,"
                        + " reasons, note, blind, seed, queue, voted_at, step_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                added.id().toString(),
                text(place.undoes().map(UUID::toString)),
                pair.datasetId(),
                pair.record(),
                pair.a(),
                pair.b(),
                ballot.annotator(),
                vote.choice().name(),
                toJson(vote.reasons()),
                text(vote.note()),
                vote.blind() ? 1 : 0,
                ballot.seed(),
                ballot.queue(),
                now,
                text(place.step().map(UUID::toString)));
        return added;
    }

    private static Comparison comparison(ResultSet row) throws SQLException {
        return new Comparison(
                UUID.fromString(row.getString(1)),
                Sql.optionalText(row, 2).map(UUID::fromString),
                new Pair(row.getLong(3), row.getLong(4), row.getInt(5), row.getInt(6)),
                row.getString(7),
                new Vote(
                        Choice.valueOf(row.getString(8)),
                        fromJson(row.getString(9)),
                        Sql.optionalText(row, 10),
                        row.getBoolean(11)),
                row.getLong(12),
                row.getString(13),
                Times.parse(row.getString(14)));
    }

    private static String toJson(Set<Dimension> reasons) {
        try {
            return JSON.writeValueAsString(reasons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The dimensions of a JSON list of their names. */
    static Set<Dimension> fromJson(String text) {
        try {
            return JSON.readValue(text, new TypeReference<Set<Dimension>>() {});
        } catch (JsonProcessingException e) {
            throw new StoreException("The reasons of a vote cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static @Nullable String text(Optional<String> text) {
        return text.orElse(null);
    }
}
