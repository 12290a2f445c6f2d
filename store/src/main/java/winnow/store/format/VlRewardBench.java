package winnow.store.format;

import com.google.auto.service.AutoService;
import java.text.ParseException;
import java.util.List;

/** A question about a picture with two answers and the ranks people gave them; 0 is the better rank. */
@AutoService({DatasetReader.class, DatasetWriter.class})
public final class VlRewardBench extends RecordFormat {

    /** For {@link java.util.ServiceLoader}. */
    public VlRewardBench() {
        super("vl-rewardbench", "Pairs with a human ranking (VL-RewardBench)");
    }

    @Override
    public boolean betterFirst() {
        return true;
    }

    @Override
    int claims(Fields record) {
        return record.has("query", "human_ranking") && record.get("response").isArray() ? 95 : 0;
    }

    @Override
    List<Talk> talks(Fields record) throws ParseException {
        List<String> answers = record.texts("response");
        List<String> ranks = record.texts("human_ranking");
        if (answers.size() != 2 || ranks.size() != 2) {
            throw Faults.fault("There are " + answers.size() + " answers and " + ranks.size()
                    + " ranks; expected were two of each.");
        }
        boolean first = isFirstBetter(ranks);
        return new Conversation(record)
                .user(record.text("query"))
                .answers(List.of(answers.get(first ? 0 : 1), answers.get(first ? 1 : 0)));
    }

    @Override
    List<String> authors(Fields record) throws ParseException {
        List<String> models = record.has("models") ? record.texts("models") : List.of();
        List<String> ranks = record.texts("human_ranking");
        return models.size() != 2 || isFirstBetter(ranks) ? models : List.of(models.get(1), models.get(0));
    }

    private static boolean isFirstBetter(List<String> ranks) {
        return ranks.get(0).compareTo(ranks.get(1)) <= 0;
    }
}
