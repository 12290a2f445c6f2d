package winnow.scoring.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.JsonFile;

/**
 * Which of the known templates a snapshot's own one is. Templates of snapshots are small programs, which are read and
 * compared but never run; one that is not known is refused, as a wrong prompt gives wrong scores without a word.
 */
public final class ChatTemplates {

    private static final String CONFIG = "tokenizer_config.json";
    private static final String LOOSE = "chat_template.jinja";
    private static final String LITERAL = "<|begin_of_text|>"; // some write the mark where others name it
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern CUTTING = Pattern.compile("Cutting Knowledge Date: ([\\w ]{1,40})");
    private static final Pattern TODAY = Pattern.compile("date_string = [\"']([\\w ]{1,40})[\"']");

    private ChatTemplates() {}

    /**
     * The template of a snapshot, from {@code tokenizer_config.json} or {@code chat_template.jinja}.
     *
     * @param fallback where the snapshot has none
     * @throws ScoringException if it has none and there is no fallback, or it is not a known one
     */
    public static ChatTemplate of(Path folder, Optional<ChatTemplate> fallback) throws ScoringException {
        Path file = folder.resolve(CONFIG);
        Optional<ObjectNode> config =
                Files.isRegularFile(file) ? Optional.of(JsonFile.read(file)) : Optional.<ObjectNode>empty();
        Optional<String> text = loose(folder).or(() -> config.flatMap(ChatTemplates::text));
        if (text.isPresent()) {
            return known(text.get(), config.map(ChatTemplates::begin).orElse(""), folder);
        }
        return fallback.orElseThrow(() -> new ScoringException(folder + " has no chat template: neither " + LOOSE
                + " nor a chat_template in " + CONFIG + ". Download " + CONFIG + " beside the weights."));
    }

    private static Optional<String> loose(Path folder) throws ScoringException {
        Path file = folder.resolve(LOOSE);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new ScoringException(file + " is far too long for a chat template. Download it again.");
            }
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new ScoringException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The template in the configuration: a text, or several by name. */
    private static Optional<String> text(ObjectNode config) {
        JsonNode given = config.path("chat_template");
        for (JsonNode named : given) {
            if (named.path("name").asText().equals("default")) {
                return Optional.of(named.path("template").asText());
            }
        }
        return given.isTextual() ? Optional.of(given.textValue()) : Optional.empty();
    }

    private static String begin(ObjectNode config) {
        JsonNode token = config.path("bos_token");
        return token.isObject() ? token.path("content").asText() : token.asText("");
    }

    private static ChatTemplate known(String template, String bos, Path folder) throws ScoringException {
        String begin = template.contains(LITERAL) ? LITERAL : template.contains("bos_token") ? bos : "";
        boolean llama = template.contains("<|start_header_id|>") && template.contains(Llama3Chat.END);
        boolean chatMl = template.contains("<|im_start|>") && template.contains(ChatMl.END);
        boolean trim = template.matches("(?s).*\\|\\s*trim\\b.*");
        boolean plain = !template.matches("(?s).*\\b(system|tools|strftime_now|raise_exception)\\b.*");
        Matcher cutting = CUTTING.matcher(template);
        Matcher today = TODAY.matcher(template);
        if (llama && !chatMl && trim && cutting.find() && today.find()) {
            String dates = "Cutting Knowledge Date: " + cutting.group(1) + "\nToday Date: " + today.group(1) + "\n\n";
            return new Llama3Chat(begin, true, Optional.of(dates));
        }
        if (llama && !chatMl && plain) {
            return new Llama3Chat(begin, trim, Optional.empty());
        }
        if (chatMl && !llama && plain && !trim) {
            return new ChatMl(begin);
        }
        throw new ScoringException("The chat template of " + folder + " is none that Winnow knows, and templates are"
                + " programs that it never runs. Known are those of InternLM2 (ChatML), Llama 3 and Llama 3.1.");
    }
}
