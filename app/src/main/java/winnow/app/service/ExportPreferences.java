package winnow.app.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.scoring.rank.Calibration;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Dataset;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.data.WholeRecord.Preference;
import winnow.store.data.WholeRecord.Spoken;
import winnow.store.db.AgreementTable.SpokenVote;
import winnow.store.db.Snapshot;

/** What annotators and a model say of the pairs of an export. */
final class ExportPreferences {

    private final Map<List<Long>, List<SpokenVote>> votes = new HashMap<>();
    private final Optional<Calibration> calibration;

    /** Reads the votes and the calibration of a run. */
    ExportPreferences(Snapshot snapshot, OptionalLong runId) {
        snapshot.agreement()
                .votes(runId)
                .forEach(vote -> votes.computeIfAbsent(
                                List.of(vote.pair().datasetId(), vote.pair().record()), key -> new ArrayList<>())
                        .add(vote));
        this.calibration =
                runId.isPresent() ? snapshot.calibration(runId.getAsLong()).map(Curves::read) : Optional.empty();
    }

    /** The record with what is said of its two answers; as it is where it has another number of them. */
    WholeRecord with(Dataset dataset, WholeRecord record) {
        if (record.candidates().size() != 2) {
            return record;
        }
        Candidate first = record.candidates().get(0);
        Candidate second = record.candidates().get(1);
        Preference preference = of(
                new Pair(dataset.id(), record.record(), first.number(), second.number()),
                first.judged().reward(),
                second.judged().reward());
        return new WholeRecord(
                record.record(),
                record.line(),
                record.raw(),
                record.kept(),
                record.candidates(),
                Optional.of(preference));
    }

    /** What is said of two answers of a record, side A being the first. */
    Preference of(Pair pair, OptionalDouble first, OptionalDouble second) {
        List<Spoken> said = votes.getOrDefault(List.of(pair.datasetId(), pair.record()), List.of()).stream()
                .filter(vote -> vote.pair().low() == pair.low() && vote.pair().high() == pair.high())
                .map(vote -> spoken(vote, pair.a()))
                .toList();
        return measured(said, first, second);
    }

    /** What is said of a pair that was made; nobody was asked about answers of different records. */
    Preference of(BuiltPair pair) {
        PairAnswer chosen = pair.chosen();
        PairAnswer rejected = pair.rejected();
        boolean asked = chosen.datasetId() == rejected.datasetId() && chosen.record() == rejected.record();
        return asked
                ? of(
                        new Pair(chosen.datasetId(), chosen.record(), chosen.candidate(), rejected.candidate()),
                        chosen.reward(),
                        rejected.reward())
                : measured(List.of(), chosen.reward(), rejected.reward());
    }

    private Preference measured(List<Spoken> said, OptionalDouble first, OptionalDouble second) {
        OptionalDouble margin = first.isPresent() && second.isPresent()
                ? OptionalDouble.of(first.getAsDouble() - second.getAsDouble())
                : OptionalDouble.empty();
        OptionalDouble probability = margin.isPresent() && calibration.isPresent()
                ? OptionalDouble.of(calibration.get().probability(margin.getAsDouble()))
                : OptionalDouble.empty();
        return new Preference(said, margin, probability);
    }

    private static Spoken spoken(SpokenVote vote, int first) {
        int towardsA = vote.choice().towardsA();
        return new Spoken(
                vote.annotator(),
                vote.pair().a() == first ? towardsA : -towardsA,
                vote.choice() == Choice.BOTH_BAD,
                vote.blind());
    }
}
