package winnow.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.Grouping;
import winnow.app.service.RankingChoice;
import winnow.app.service.RankingService;
import winnow.app.service.Voter;
import winnow.store.data.ScoreColumns;

/** The options that say by what samples are put in order. */
final class RankingOptions {

    /** Kinds of rankings. */
    enum Kind {
        RAW,
        GROUP,
        ADJUSTED,
        AGREEMENT
    }

    @Option(
            names = "--rank",
            paramLabel = "raw|group|adjusted|agreement",
            converter = KindName.class,
            description =
                    "raw: by reward. group: by how far the reward lies below what is usual in its group. adjusted:"
                            + " by reward without what length and markdown of the answer explain. agreement: by how"
                            + " many voters put a sample into their lowest share. Default: raw.")
    private Kind kind = Kind.RAW;

    @Option(
            names = "--group",
            paramLabel = "source|task|length|prompt",
            converter = GroupingName.class,
            description =
                    "What makes a group. Default: prompt where most samples share theirs, else task, else source.")
    private Optional<Grouping> group = Optional.empty();

    @Option(
            names = "--voters",
            paramLabel = "VOTER",
            split = ",",
            converter = VoterName.class,
            description = "Who has a say in an agreement: raw, adjusted, group:source, group:task, group:length,"
                    + " group:prompt, run:N, short, long, markdown. Default: raw,group:…,adjusted.")
    private List<Voter> voters = List.of();

    @Option(
            names = "--voter-share",
            paramLabel = "P%",
            converter = Numbers.Share.class,
            description = "The lowest share a voter names. Default: 10%%.")
    private double share = 0.1;

    /** Whether samples stand in order of their rewards. */
    boolean isRaw() {
        return kind == Kind.RAW;
    }

    /** The ranking asked for. */
    RankingChoice choice(RankingService rankings, ScoreColumns columns) {
        return switch (kind) {
            case RAW -> new RankingChoice.Raw();
            case GROUP -> inGroup(rankings, columns);
            case ADJUSTED -> new RankingChoice.Adjusted();
            case AGREEMENT -> new RankingChoice.Agreed(voters.isEmpty() ? usual(rankings, columns) : voters, share);
        };
    }

    /** The ranking within groups, whichever was asked for. */
    RankingChoice inGroup(RankingService rankings, ScoreColumns columns) {
        return new RankingChoice.InGroup(group.orElseGet(() -> rankings.usualGrouping(columns)));
    }

    private List<Voter> usual(RankingService rankings, ScoreColumns columns) {
        return List.of(
                new Voter.OfRanking(new RankingChoice.Raw()),
                new Voter.OfRanking(inGroup(rankings, columns)),
                new Voter.OfRanking(new RankingChoice.Adjusted()));
    }

    /** The key of a kind in JSON. */
    String key() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Names of kinds. */
    static final class KindName implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String name) {
            for (Kind kind : Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return kind;
                }
            }
            throw new TypeConversionException("must be raw, group, adjusted or agreement, was \"" + name + "\"");
        }
    }

    /** Names of groupings. */
    static final class GroupingName implements ITypeConverter<Grouping> {
        @Override
        public Grouping convert(String name) {
            try {
                return Grouping.of(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Names of voters. */
    static final class VoterName implements ITypeConverter<Voter> {
        @Override
        public Voter convert(String name) {
            try {
                return Voter.of(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
