package winnow.app.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.app.service.CompareService.Sitting;
import winnow.store.data.PairGroup;
import winnow.store.data.PairOrder;
import winnow.store.db.Workspace;

/** The records with several answers, in the order in which each queue asks about them. */
final class PairQueues {

    /** Of ten pairs of the mixed queue: six that disagree, two near zero, two at random. */
    private static final List<PairOrder> MIX = List.of(
            PairOrder.DISAGREEMENT,
            PairOrder.RANDOM,
            PairOrder.DISAGREEMENT,
            PairOrder.NEAR_ZERO,
            PairOrder.DISAGREEMENT,
            PairOrder.DISAGREEMENT,
            PairOrder.RANDOM,
            PairOrder.DISAGREEMENT,
            PairOrder.NEAR_ZERO,
            PairOrder.DISAGREEMENT);

    private final Workspace workspace;
    private final Formats formats;

    PairQueues(Workspace workspace, Formats formats) {
        this.workspace = workspace;
        this.formats = formats;
    }

    /** The records of a queue, in the order in which they are asked. */
    List<PairGroup> groups(Sitting sitting) {
        if (sitting.order() == PairOrder.MIXED) {
            return mixed(sitting);
        }
        List<PairGroup> groups =
                workspace.pairs().groups(sitting.order(), sitting.runId(), sitting.annotator(), formats.labelled());
        return sitting.order() == PairOrder.RANDOM ? shuffled(groups, sitting) : groups;
    }

    /** How many records of each queue are left to ask the annotator about. */
    Map<PairOrder, Long> left(Sitting sitting) {
        return workspace.pairs().left(sitting.runId(), sitting.annotator(), formats.labelled());
    }

    private List<PairGroup> mixed(Sitting sitting) {
        Map<PairOrder, List<PairGroup>> lists = new HashMap<>();
        for (PairOrder order : Set.copyOf(MIX)) {
            lists.put(order, groups(new Sitting(sitting.annotator(), order, sitting.runId(), sitting.seed())));
        }
        Map<PairOrder, Integer> read = new HashMap<>();
        Map<Long, Set<Long>> taken = new HashMap<>();
        List<PairGroup> mixed = new ArrayList<>();
        int all = lists.getOrDefault(PairOrder.RANDOM, List.of()).size();
        for (int turn = 0; mixed.size() < all; turn++) {
            PairOrder order = MIX.get(turn % MIX.size());
            List<PairGroup> list = lists.getOrDefault(order, List.of());
            int at = read.getOrDefault(order, 0);
            boolean found = false;
            while (at < list.size() && !found) {
                PairGroup group = list.get(at++);
                found = taken.computeIfAbsent(group.datasetId(), id -> new LinkedHashSet<>())
                        .add(group.record());
                if (found) {
                    mixed.add(group);
                }
            }
            read.put(order, at);
        }
        return mixed;
    }

    private List<PairGroup> shuffled(List<PairGroup> groups, Sitting sitting) {
        Sides sides = new Sides(sitting.seed(), sitting.annotator());
        Map<Long, String> hashes = new HashMap<>();
        workspace.datasets().all().forEach(dataset -> hashes.put(dataset.id(), dataset.sha256()));
        record Placed(long place, PairGroup group) {}
        return groups.stream()
                .map(group ->
                        new Placed(sides.place(hashes.getOrDefault(group.datasetId(), ""), group.record()), group))
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::group)
                .toList();
    }
}
