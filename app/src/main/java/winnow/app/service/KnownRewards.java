package winnow.app.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import winnow.app.service.Preparation.Ready;
import winnow.scoring.InputKey;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.store.data.Outcome;
import winnow.store.db.KnownInputTable;

/**
 * Takes the rewards of inputs that a model judged before, in whatever run and for whatever sample, and has the others
 * computed, equal ones once. So a data set that was changed a little, or settings that change few inputs, cost only
 * what changed. Used by one thread.
 */
final class KnownRewards {

    private final KnownInputTable table;
    private final String model;
    private final boolean plain;
    private long reused;

    /**
     * Rewards of a model.
     *
     * @param fingerprint of it
     * @param options its number types count; where they ask for plain computing, everything is computed
     */
    KnownRewards(KnownInputTable table, String fingerprint, ModelOptions options) {
        this.table = table;
        this.model = fingerprint + " " + options.precision().id();
        this.plain = options.computing().plain();
    }

    /** Samples that got a reward so far without being computed. */
    long reused() {
        return reused;
    }

    /**
     * The outcomes of samples that are ready.
     *
     * @param compute gives the outcome of every sample it gets, in their order
     */
    List<Outcome> outcomes(List<Ready> batch, Function<List<Ready>, List<Outcome>> compute) {
        if (plain) {
            return compute.apply(batch);
        }
        Map<Long, String> keys = new HashMap<>(); // by sample: an input is long to compare
        batch.forEach(ready -> key(prepared(ready)).ifPresent(key -> keys.put(ready.sampleId(), key)));
        Map<String, Double> known = table.find(List.copyOf(keys.values()));
        Map<String, Ready> first = new LinkedHashMap<>();
        List<Ready> todo = new ArrayList<>();
        for (Ready ready : batch) {
            String key = keys.get(ready.sampleId());
            boolean unknown = key == null || !known.containsKey(key);
            if (unknown && (key == null || first.putIfAbsent(key, ready) == null)) {
                todo.add(ready);
            }
        }
        Map<Long, Outcome> computed = new HashMap<>();
        List<Outcome> found = todo.isEmpty() ? List.of() : compute.apply(todo);
        Map<String, Double> fresh = new LinkedHashMap<>();
        for (int i = 0; i < todo.size(); i++) {
            computed.put(todo.get(i).sampleId(), found.get(i));
            String key = keys.get(todo.get(i).sampleId());
            if (key != null && found.get(i) instanceof Outcome.Score score) {
                fresh.put(key, score.reward());
            }
        }
        table.add(fresh);
        List<Outcome> all = new ArrayList<>();
        for (Ready ready : batch) {
            Outcome own = computed.get(ready.sampleId());
            Outcome outcome = own != null ? own : taken(ready, keys, known, first, computed);
            reused += own == null && outcome instanceof Outcome.Score ? 1 : 0;
            all.add(outcome);
        }
        return all;
    }

    private static Outcome taken(
            Ready ready,
            Map<Long, String> keys,
            Map<String, Double> known,
            Map<String, Ready> first,
            Map<Long, Outcome> computed) {
        String key = Objects.requireNonNull(keys.get(ready.sampleId()));
        Double reward = known.get(key);
        if (reward != null) {
            return score(ready, reward);
        }
        Outcome twin = Objects.requireNonNull(
                computed.get(Objects.requireNonNull(first.get(key)).sampleId()));
        return twin instanceof Outcome.Score score
                ? score(ready, score.reward())
                : new Outcome.Failure(ready.sampleId(), ((Outcome.Failure) twin).reason());
    }

    private static Outcome score(Ready ready, double reward) {
        Prepared input = prepared(ready);
        return new Outcome.Score(ready.sampleId(), reward, input.tokens(), input.truncated());
    }

    private static Prepared prepared(Ready ready) {
        return Objects.requireNonNull(ready.prepared());
    }

    private Optional<String> key(Prepared input) {
        return input.key().map(read -> {
            InputKey key = new InputKey();
            key.add(model);
            key.add(read);
            return key.hex();
        });
    }
}
