package winnow.app.ui.ranking;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import winnow.app.service.Grouping;
import winnow.app.service.RankingChoice;
import winnow.app.service.Voter;

/** By what samples are ranked: one choice for all screens of a workspace. Lives on the JavaFX thread. */
public final class ChosenRanking {

    /** The rankings to choose from, in the order of {@link ChosenRanking#next}. */
    public enum Kind {
        /** {@link RankingChoice.Raw}. */
        RAW,
        /** {@link RankingChoice.InGroup}. */
        GROUP,
        /** {@link RankingChoice.Adjusted}. */
        ADJUSTED,
        /** {@link RankingChoice.Agreed}, of the three others. */
        AGREED
    }

    /** The lowest share a ranking names in an agreement. */
    private static final double SHARE = 0.1;

    private final ReadOnlyObjectWrapper<RankingChoice> choice = new ReadOnlyObjectWrapper<>(new RankingChoice.Raw());
    private Grouping grouping = Grouping.SOURCE;
    private boolean groupingChosen;

    /** The choice; never null. */
    public ReadOnlyObjectProperty<RankingChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** What kind of ranking is chosen. */
    public Kind kind() {
        return kind(choice.get());
    }

    /** What kind of ranking a choice is. */
    public static Kind kind(RankingChoice choice) {
        if (choice instanceof RankingChoice.InGroup) {
            return Kind.GROUP;
        } else if (choice instanceof RankingChoice.Adjusted) {
            return Kind.ADJUSTED;
        }
        return choice instanceof RankingChoice.Agreed ? Kind.AGREED : Kind.RAW;
    }

    /** The grouping of the ranking in groups, chosen or not. */
    public Grouping grouping() {
        return grouping;
    }

    /** Chooses a kind of ranking. */
    public void choose(Kind kind) {
        choice.set(
                switch (kind) {
                    case RAW -> new RankingChoice.Raw();
                    case GROUP -> new RankingChoice.InGroup(grouping);
                    case ADJUSTED -> new RankingChoice.Adjusted();
                    case AGREED -> agreed();
                });
    }

    private RankingChoice agreed() {
        List<Voter> voters = Stream.of(
                        new RankingChoice.Raw(), new RankingChoice.InGroup(grouping), new RankingChoice.Adjusted())
                .<Voter>map(Voter.OfRanking::new)
                .toList();
        return new RankingChoice.Agreed(voters, SHARE);
    }

    /** Chooses the ranking in these groups. */
    public void choose(Grouping groups) {
        grouping = groups;
        groupingChosen = true;
        choose(Kind.GROUP);
    }

    /** Chooses the next kind of ranking; after the last one the first. */
    public void next() {
        choose(
                switch (kind()) {
                    case RAW -> Kind.GROUP;
                    case GROUP -> Kind.ADJUSTED;
                    case ADJUSTED -> Kind.AGREED;
                    case AGREED -> Kind.RAW;
                });
    }

    /** What groups to begin with; without effect once groups were chosen, or while ranked by groups. */
    public void suggest(Grouping usual) {
        if (!groupingChosen && kind() != Kind.GROUP && kind() != Kind.AGREED) {
            grouping = usual;
        }
    }
}
