package winnow.scoring.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import winnow.scoring.train.world.TextFaults;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;

/**
 * Puts known faults into copies of samples, so that it can be measured what finds them. The same samples and seed give
 * the same faults. What was wrong before stays and counts as clean, so that figures are a little too low.
 */
public final class Planting {

    /** Samples whose pictures or answers are tried for a swap before another fault is taken. */
    private static final int ATTEMPTS = 50;

    private final List<Sample> pool;
    private final Random random;
    private final Map<Fault, Integer> planted = new EnumMap<>(Fault.class);

    /** What is put in. */
    public enum Fault {
        /** The pictures or videos of another sample. */
        SWAPPED_PICTURE,
        /** No answer. */
        EMPTY,
        /** The beginning of the answer. */
        TRUNCATED,
        /** The answer of another sample. */
        OFF_TOPIC,
        /** Sentences in another language. */
        WRONG_LANGUAGE,
        /** The answer with its words or letters mixed. */
        GARBLED,
        /** The answer twice. */
        DUPLICATE;

        /** What reports call it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What came of it.
     *
     * @param samples copies, numbered from 0 as records of their own
     * @param faults kind of fault by record; clean ones are absent
     */
    public record Planted(List<Sample> samples, Map<Long, String> faults) {

        public Planted {
            samples = List.copyOf(samples);
            faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
        }
    }

    private Planting(List<Sample> pool, Set<Fault> faults, long seed) {
        this.pool = pool;
        this.random = new Random(seed);
        for (Fault fault : faults) {
            planted.put(fault, 0);
        }
    }

    /**
     * Plants faults into a share of samples, every kind as often as can be.
     *
     * @param pool the samples; not changed
     * @param share of samples that get a fault, 0 to 1, rounded to whole samples
     */
    public static Planted into(List<Sample> pool, double share, long seed) {
        return into(pool, EnumSet.allOf(Fault.class), share, seed);
    }

    /**
     * The same with some kinds of faults only.
     *
     * @param faults that are planted, one at least
     */
    public static Planted into(List<Sample> pool, Set<Fault> faults, double share, long seed) {
        return new Planting(pool, faults, seed).run((int) Math.round(pool.size() * share));
    }

    private Planted run(int count) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        Set<Integer> chosen = new HashSet<>(order.subList(0, count));
        List<Sample> samples = new ArrayList<>();
        Map<Long, String> faults = new LinkedHashMap<>();
        for (int i = 0; i < pool.size(); i++) {
            Sample own = numbered(pool.get(i), i);
            Optional<Sample> faulty = chosen.contains(i) ? faulty(own, faults) : Optional.empty();
            samples.add(faulty.orElse(own));
        }
        return new Planted(samples, faults);
    }

    private static Sample numbered(Sample sample, int number) {
        return new Sample(number, 0, number + 1L, sample.turns(), sample.media(), sample.raw());
    }

    /** The sample with the fault that was planted least so far, among those it can have. */
    private Optional<Sample> faulty(Sample sample, Map<Long, String> faults) {
        List<Fault> rarest = new ArrayList<>(planted.keySet());
        Collections.shuffle(rarest, random);
        rarest.sort((a, b) -> Integer.compare(planted.getOrDefault(a, 0), planted.getOrDefault(b, 0)));
        for (Fault fault : rarest) {
            Optional<Sample> made = with(fault, sample);
            if (made.isPresent()) {
                planted.merge(fault, 1, Integer::sum);
                faults.put(sample.record(), fault.word());
                return made;
            }
        }
        return Optional.empty();
    }

    private Optional<Sample> with(Fault fault, Sample sample) {
        String said = sample.answer();
        if (fault == Fault.SWAPPED_PICTURE) {
            return otherMedia(sample)
                    .map(media -> new Sample(sample.record(), 0, sample.line(), sample.turns(), media, sample.raw()));
        }
        Optional<String> answer = switch (fault) {
            case EMPTY -> said.isBlank() ? Optional.empty() : Optional.of("");
            case TRUNCATED -> TextFaults.truncated(said, random);
            case OFF_TOPIC -> otherAnswer(sample);
            case WRONG_LANGUAGE -> Optional.of(TextFaults.foreign(said, random));
            case GARBLED -> TextFaults.garbled(said, random);
            case DUPLICATE -> TextFaults.repeated(said);
            case SWAPPED_PICTURE -> Optional.empty();
        };
        return answer.map(text -> answered(sample, text));
    }

    private static Sample answered(Sample sample, String answer) {
        List<Turn> turns = new ArrayList<>(sample.turns());
        turns.set(turns.size() - 1, new Turn(Role.ASSISTANT, answer));
        return new Sample(sample.record(), 0, sample.line(), turns, sample.media(), sample.raw());
    }

    /** As many pictures and videos as the sample has, of another one. */
    private Optional<List<Media>> otherMedia(Sample sample) {
        List<Media.Kind> kinds = sample.media().stream().map(Media::kind).toList();
        for (int i = 0; i < ATTEMPTS && !kinds.isEmpty(); i++) {
            List<Media> other = any().media();
            if (other.stream().map(Media::kind).toList().equals(kinds) && !other.equals(sample.media())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private Optional<String> otherAnswer(Sample sample) {
        for (int i = 0; i < ATTEMPTS; i++) {
            String other = any().answer();
            if (!other.isBlank() && !other.strip().equals(sample.answer().strip())) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private Sample any() {
        return pool.get(random.nextInt(pool.size()));
    }
}
