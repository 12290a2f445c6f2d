package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import winnow.app.service.Leaderboard.From;
import winnow.scoring.rank.Estimate;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.Dataset;
import winnow.store.data.PairOrder;
import winnow.store.job.CancelToken;

/** Battles of two models on a few prompts: what is said about one prompt is not said twice. */
class LeaderboardPromptTest extends ExportBench {

    private static final int BATTLES = 12;

    /** The records of {@code prompts} prompts, in turns. */
    private Dataset battles(String name, int prompts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < BATTLES; i++) {
            String talk =
                    "[{\"role\":\"user\",\"content\":\"Say %d.\"}," + "{\"role\":\"assistant\",\"content\":\"%s %d\"}]";
            lines.add("{\"question_id\":\"q%d\",\"model_a\":\"red\",\"model_b\":\"blue\",\"winner\":\"model_a\","
                            .formatted(i)
                    + "\"conversation_a\":" + talk.formatted(i % prompts, "a", i) + ",\"conversation_b\":"
                    + talk.formatted(i % prompts, "b", i) + "}");
        }
        return imported(session, Files.write(data.resolve(name), lines));
    }

    private void vote(String who, Dataset dataset) {
        CompareService.Sitting sitting = new CompareService.Sitting(who, PairOrder.RANDOM, OptionalLong.empty(), 1);
        for (int record = 0; record < BATTLES; record++) {
            session.comparing()
                    .vote(
                            sitting,
                            new Pair(dataset.id(), record, 0, 1),
                            Vote.of(record % 3 == 0 ? Choice.B : Choice.A));
        }
    }

    private Estimate strength(Dataset dataset) {
        LeaderboardService.Request request = new LeaderboardService.Request(
                From.VOTES,
                OptionalLong.of(dataset.id()),
                OptionalLong.empty(),
                List.of(),
                LeaderboardService.Intervals.SANDWICH);
        return session.leaderboard()
                .board(request, new CancelToken())
                .standings()
                .get(0)
                .strength()
                .orElseThrow();
    }

    private static double width(Estimate estimate) {
        return estimate.high() - estimate.low();
    }

    @Test
    void aSecondAnnotatorWhoSaysTheSameMakesNothingMoreCertain() throws IOException {
        Dataset dataset = battles("one.jsonl", BATTLES);
        vote("kim", dataset);
        Estimate alone = strength(dataset);

        vote("lee", dataset);

        assertEquals(alone.value(), strength(dataset).value(), 1e-9);
        assertEquals(width(alone), width(strength(dataset)), 1e-9);
    }

    @Test
    void recordsOfOnePromptGoTogether() throws IOException {
        Dataset apart = battles("apart.jsonl", BATTLES);
        Dataset together = battles("together.jsonl", 3); // votes lean the same way on each
        vote("kim", apart);
        vote("kim", together);

        assertEquals(strength(apart).value(), strength(together).value(), 1e-9);
        assertTrue(width(strength(together)) > 1.5 * width(strength(apart)));
    }
}
