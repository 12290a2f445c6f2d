package winnow.app.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import winnow.app.service.AgreementReport.Person;
import winnow.scoring.rank.CohenKappa;
import winnow.scoring.rank.OrderEffect;
import winnow.store.db.AgreementTable.Repeated;
import winnow.store.db.AgreementTable.SpokenVote;
import winnow.store.db.AgreementTable.VotedAt;

/**
 * What votes say of those who gave them.
 *
 * @param votes those that stand
 * @param repeated pairs asked about twice
 * @param times when votes were given, by annotator, in order of time
 */
record People(List<SpokenVote> votes, List<Repeated> repeated, List<VotedAt> times) {

    private static final Duration BREAK = Duration.ofMinutes(5);
    private static final double MILLIS = 1_000;
    private static final int SIDES = 3; // the first answer, none, the second

    /** Each annotator, by name. */
    List<Person> all() {
        TreeSet<String> names = new TreeSet<>();
        votes.forEach(vote -> names.add(vote.annotator()));
        return names.stream().map(this::person).toList();
    }

    private Person person(String name) {
        List<SpokenVote> own =
                votes.stream().filter(vote -> vote.annotator().equals(name)).toList();
        List<Repeated> again =
                repeated.stream().filter(each -> each.annotator().equals(name)).toList();
        return new Person(
                name,
                own.size(),
                medianSeconds(name),
                OrderEffect.of(
                        own.stream()
                                .filter(vote -> vote.choice().towardsA() > 0)
                                .count(),
                        own.stream()
                                .filter(vote -> vote.choice().towardsA() < 0)
                                .count()),
                again.size(),
                again.stream().filter(Repeated::same).count(),
                model(own));
    }

    private double medianSeconds(String name) {
        List<Instant> own = times.stream()
                .filter(each -> each.annotator().equals(name))
                .map(VotedAt::at)
                .toList();
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < own.size(); i++) {
            Duration gap = Duration.between(own.get(i - 1), own.get(i));
            if (gap.compareTo(BREAK) < 0) {
                gaps.add(gap.toMillis() / MILLIS);
            }
        }
        if (gaps.isEmpty()) {
            return Double.NaN;
        }
        Collections.sort(gaps);
        int half = gaps.size() / 2;
        return gaps.size() % 2 == 1 ? gaps.get(half) : (gaps.get(half - 1) + gaps.get(half)) / 2;
    }

    /** Votes for one of two answers, by candidate, against the higher reward. */
    private static CohenKappa model(List<SpokenVote> own) {
        long[][] table = new long[SIDES][SIDES];
        for (SpokenVote vote : own) {
            if (vote.choice().towardsA() != 0 && vote.margin().isPresent()) {
                int sign = vote.pair().a() < vote.pair().b() ? 1 : -1;
                int said = sign * Integer.signum(vote.choice().towardsA());
                int model = sign * (int) Math.signum(vote.margin().getAsDouble());
                table[1 - said][1 - model]++;
            }
        }
        return CohenKappa.of(table, CohenKappa.Weights.NONE);
    }
}
