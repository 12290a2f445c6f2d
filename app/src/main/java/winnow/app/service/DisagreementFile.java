package winnow.app.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import winnow.scoring.benchmark.Disagreement;

/** Writes the items of a benchmark that a model gets wrong, as JSON lines. */
public final class DisagreementFile {

    private final ObjectMapper json = new ObjectMapper();

    /**
     * Writes a file, which is there whole or not at all; one that is there is replaced.
     *
     * @throws IOException if it cannot be written, with a message for the user
     */
    public void write(Path out, List<Disagreement> all) throws IOException {
        try (WholeFile file = new WholeFile(out)) {
            for (Disagreement each : all) {
                file.file().writer().write(line(each) + "\n");
            }
            file.finish();
        }
    }

    private String line(Disagreement each) {
        ObjectNode line = json.createObjectNode()
                .put("item", each.item())
                .put("section", each.group())
                .put("wrong", each.wrong())
                .put("comparisons", each.comparisons());
        if (each.excess().isPresent()) {
            line.set("chosen", json.valueToTree(each.chosen()));
            line.set("rejected", json.valueToTree(each.rejected()));
        }
        return line.toString();
    }
}
