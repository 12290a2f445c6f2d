package winnow.scoring.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.scoring.ScoringException;
import winnow.store.data.Role;
import winnow.store.data.Turn;

class ChatTemplatesTest {

    private static final List<Turn> TALK =
            List.of(new Turn(Role.USER, " Hi\n"), new Turn(Role.ASSISTANT, "\u00A0 Hello. "));

    @TempDir
    private Path folder;

    private ChatTemplate template(String jinja) throws IOException, ScoringException {
        String json = new JsonMapper()
                .createObjectNode()
                .put("bos_token", "<B>")
                .put("chat_template", jinja)
                .toString();
        Files.writeString(folder.resolve("tokenizer_config.json"), json);
        return ChatTemplates.of(folder, Optional.empty());
    }

    private static void answerIs(String answer, String end, ChatPrompt prompt) {
        assertEquals(answer, prompt.text().substring(prompt.from(), prompt.to()));
        assertEquals(end, prompt.text().substring(prompt.to(), prompt.closed()));
    }

    @Test
    void chatMlKeepsTheTextAsItIs() throws Exception {
        ChatPrompt prompt = template("{{ bos_token }}{% for m in messages %}{{'<|im_start|>' + m['role'] + '\n'"
                        + " + m['content'] + '<|im_end|>' + '\n'}}{% endfor %}")
                .render(TALK);

        assertEquals(
                "<B><|im_start|>user\n Hi\n<|im_end|>\n<|im_start|>assistant\n\u00A0 Hello. <|im_end|>\n",
                prompt.text());
        answerIs("\u00A0 Hello. ", "<|im_end|>", prompt);
        assertEquals(0, prompt.trimmed());
    }

    @Test
    void llamaThreeTrimsAsPythonDoes() throws Exception {
        ChatPrompt prompt = template("{% for m in messages %}{% set content = '<|start_header_id|>' + m['role'] +"
                        + " '<|end_header_id|>\n\n' + m['content'] | trim + '<|eot_id|>' %}{{ bos_token + content }}")
                .render(TALK);

        assertEquals(
                "<B><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>",
                prompt.text());
        answerIs("Hello.", "<|eot_id|>", prompt);
        assertEquals(2, prompt.trimmed());
    }

    @Test
    void llamaThreeOneAddsASystemTurnWithTheDatesOfItsTemplate() throws Exception {
        ChatTemplate template = template("{{- bos_token }}{%- set date_string = \"26 Jul 2024\" %}{%- if tools %}"
                + "{{- \"<|start_header_id|>system<|end_header_id|>\\n\\n\" }}"
                + "{{- \"Cutting Knowledge Date: December 2023\\n\" }}{{- \"Today Date: \" + date_string + \"\\n\\n\" }}"
                + "{{- message['content'] | trim + '<|eot_id|>' }}");
        String dates = """
                <B><|start_header_id|>system<|end_header_id|>

                Cutting Knowledge Date: December 2023
                Today Date: 26 Jul 2024

                """;
        List<Turn> said = List.of(new Turn(Role.SYSTEM, " Be brief. "), new Turn(Role.ASSISTANT, "Yes"));

        assertTrue(template.render(TALK).text().startsWith(dates + "<|eot_id|><|start_header_id|>user"));
        assertEquals(
                dates + "Be brief.<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nYes<|eot_id|>",
                template.render(said).text());
        answerIs("Yes", "<|eot_id|>", template.render(said));
    }

    @Test
    void aTemplateThatIsNotKnownIsRefusedAndNeverRun() {
        for (String jinja : List.of(
                "{{ messages }}",
                "<|im_start|>system\nYou are helpful.<|im_end|>",
                "<|start_header_id|> <|eot_id|> {% if tools %}")) {
            String message = String.valueOf(
                    assertThrows(ScoringException.class, () -> template(jinja)).getMessage());
            assertTrue(message.contains("Known are those of InternLM2 (ChatML), Llama 3 and Llama 3.1."), message);
        }
    }

    @Test
    void aTemplateMayLieInAFileOfItsOwnOrBeOneOfSeveral() throws Exception {
        Files.writeString(folder.resolve("chat_template.jinja"), "<|im_start|> <|im_end|>");
        assertEquals(new ChatMl(""), ChatTemplates.of(folder, Optional.empty()));
        Files.delete(folder.resolve("chat_template.jinja"));
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"bos_token\": {\"content\": \"<s>\"}, \"chat_template\": [{\"name\": \"rag\", \"template\": \"x\"},"
                        + " {\"name\": \"default\", \"template\": \"bos_token <|im_start|> <|im_end|>\"}]}");
        assertEquals(new ChatMl("<s>"), ChatTemplates.of(folder, Optional.empty()));
    }

    @Test
    void withoutTemplateTheFallbackCountsOrTheFileIsAskedFor() throws Exception {
        assertEquals(new ChatMl("x"), ChatTemplates.of(folder, Optional.of(new ChatMl("x"))));
        assertTrue(String.valueOf(assertThrows(ScoringException.class, () -> ChatTemplates.of(folder, Optional.empty()))
                        .getMessage())
                .contains("has no chat template"));
    }
}
