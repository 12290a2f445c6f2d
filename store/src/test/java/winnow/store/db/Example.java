package winnow.store.db;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import winnow.store.data.Media;
import winnow.store.data.Outcome;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.ScoringRun;
import winnow.store.data.Turn;
import winnow.store.data.Verdict;

/** Workspaces with something in them. */
final class Example {

    private Example() {}

    /** A dataset with samples 0, 1, 2, ...; every third has a picture. */
    static long dataset(Workspace workspace, String name, int size) {
        long id = workspace.datasets().begin(name, Path.of("/data/" + name + ".json"), "fake", "sha-" + name);
        List<Sample> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(sample(i));
            if (batch.size() == 1_000 || i == size - 1) {
                workspace.samples().add(id, batch);
                batch.clear();
            }
        }
        workspace.datasets().publish(id, size, size, 0);
        return id;
    }

    /** A dataset of records with several answers, written with bars between them. */
    static long pairs(Workspace workspace, String name, List<String> records) {
        long id = workspace.datasets().begin(name, Path.of("/data/" + name + ".json"), "fake", "sha-" + name);
        List<Sample> all = new ArrayList<>();
        for (int record = 0; record < records.size(); record++) {
            List<String> answers = List.of(records.get(record).split("\\|", -1));
            for (int candidate = 0; candidate < answers.size(); candidate++) {
                all.add(new Sample(
                        record,
                        candidate,
                        record + 1,
                        List.of(new Turn(Role.USER, "Why?"), new Turn(Role.ASSISTANT, answers.get(candidate))),
                        List.of(),
                        "{\"id\": " + record + "}"));
            }
        }
        workspace.samples().add(id, all);
        workspace.datasets().publish(id, records.size(), all.size(), 0);
        return id;
    }

    static Sample sample(long record) {
        return new Sample(
                record,
                0,
                record + 1,
                List.of(
                        new Turn(Role.USER, "What is \"number\" " + record + "?"),
                        new Turn(Role.ASSISTANT, "It is\nnumber " + record + ".")),
                record % 3 == 0 ? List.of(new Media(Media.Kind.IMAGE, "p" + record + ".png")) : List.of(),
                "{\"id\": " + record + "}");
    }

    static ScoringRun run(Workspace workspace) {
        return workspace.runs().start(new RunTable.Key("fake", Path.of("/m"), "fake", "f1", true, "{\"hd_num\":9}"));
    }

    /** Rewards 0, 1, 2, ... for all samples of the workspace, in their order. */
    static void score(Workspace workspace, ScoringRun run) {
        long[] ids = workspace.scores().missing(java.util.OptionalLong.of(run.id()), java.util.OptionalLong.empty());
        List<Outcome> outcomes = new ArrayList<>();
        LongStream.range(0, ids.length)
                .forEach(i -> outcomes.add(new Outcome.Score(ids[(int) i], i, (int) (100 + i), false)));
        workspace.scores().add(run.id(), outcomes);
    }

    static DecisionTable.Judgement says(String annotator, Verdict verdict) {
        return new DecisionTable.Judgement(annotator, verdict, Optional.empty(), Optional.empty());
    }
}
