package winnow.store.format;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Turn;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;

/** The answers that exported battles are about, in one file: the battles name question and models only. */
final class WildVisionBeside implements Beside {

    /** What the file is called. */
    static final String NAME = "model_answers.jsonl";

    private static final JsonMapper JSON = new JsonMapper();

    private final RecordParser parser = new RecordParser();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> lines(WholeRecord record) {
        try {
            Fields battle = parser.record(record.raw());
            List<String> models = new WildVision().authors(battle);
            if (models.size() != record.candidates().size() || battle.has("conversation_a")) {
                return List.of();
            }
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < models.size(); i++) {
                lines.add(line(
                        battle.text("question_id"),
                        models.get(i),
                        record.candidates().get(i)));
            }
            return lines;
        } catch (ParseException e) {
            return List.of(); // no battle: it was imported, so it is something else that says everything itself
        }
    }

    private static String line(String question, String model, Candidate candidate) {
        ObjectNode json = JSON.createObjectNode().put("question_id", question).put("model", model);
        for (Turn turn : candidate.turns()) {
            json.put(turn.role() == Role.USER ? "instruction" : "output", turn.text());
        }
        if (!candidate.media().isEmpty()) {
            candidate.media().stream().map(Media::path).forEach(json.putArray("images")::add);
        }
        return json.toString();
    }
}
