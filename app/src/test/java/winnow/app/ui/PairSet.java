package winnow.app.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Datasets of pairs and groups on disk: pictures, a missing one, a video, long and Korean texts, several turns. */
public final class PairSet {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PICTURES = List.of("rocket.jpg", "coins.png", "img1.png", "cat.jpg", "page.png");

    private PairSet() {}

    /** Ranked pairs with names of models, in the layout of VL-RewardBench; {@code more} plain ones follow. */
    public static Path ranked(Path folder, int more) throws IOException {
        SampleSet.write(folder, 0); // for its pictures
        List<Map<String, Object>> records = new ArrayList<>();
        records.add(pair(
                "images/img1.png",
                "How many shiny objects are there, and which of them are cubes?",
                "There are **four** shiny objects: the large brown cylinder, the large cyan sphere, the small gold cube"
                        + " and the small bronze sphere.\n\nOne of them is a cube: the small gold one in front.",
                "### Shiny objects\nLooking closely at the scene, **five** objects have a metallic finish:\n"
                        + "1. Large brown cylinder, on the left\n2. Large cyan sphere, front left\n"
                        + "3. Small gold cube, in front\n4. Small bronze sphere, at the back\n"
                        + "5. Large yellow cube, in the centre\n\n### Which of them are cubes?\n"
                        + "**Two** of the five are cubes: the small gold cube and the large yellow cube. Both reflect"
                        + " the light, which sets them apart from the matte objects around them."));
        records.add(pair(
                "images/gone-100277305.jpeg",
                "What is on the table?",
                "A cup, a spoon and a folded newspaper.",
                "A cup, a fork and a folded newspaper."));
        records.add(pair(
                "images/cat.jpg",
                "사진 속 고양이는 무엇을 하고 있습니까? 자세히 설명해 주세요.",
                "고양이 한 마리가 풀밭에 앉아 카메라를 바라보고 있습니다. 털은 갈색과 흰색이 섞여 있습니다.",
                "고양이 두 마리가 소파 위에서 잠을 자고 있습니다. 뒤에는 창문이 있습니다."));
        for (int i = 0; i < more; i++) {
            records.add(pair(
                    "images/" + PICTURES.get(i % PICTURES.size()),
                    "Describe picture " + i + " in some words.",
                    "Picture " + i + " shows one thing.",
                    "Picture " + i + " shows " + "one thing after another, ".repeat(1 + i % 4) + "and no more."));
        }
        return Files.writeString(
                folder.resolve("ranked.json"), JSON.writeValueAsString(records), StandardCharsets.UTF_8);
    }

    /** One group of four answers without a picture, in the layout of UltraFeedback. */
    public static Path group(Path folder) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("instruction", "Name a colour, and say what is of that colour.");
        record.put(
                "completions",
                List.of(
                        Map.of("response", "Red: a ripe tomato."),
                        Map.of("response", "Blue, as the sky on a clear day in the middle of summer."),
                        Map.of("response", "Green."),
                        Map.of("response", "I cannot name colours.")));
        return Files.writeString(folder.resolve("group.json"), JSON.writeValueAsString(List.of(record)));
    }

    /** Two talks of several turns that part after the first question, about a video, in the layout of WildVision. */
    public static Path battles(Path folder) throws IOException {
        Map<String, Object> talk = new LinkedHashMap<>();
        talk.put("question_id", "q1");
        talk.put("model_a", "model-one-with-a-rather-long-name-34b-instruct");
        talk.put("model_b", "two-7b");
        talk.put("winner", "model_b");
        talk.put("video", "clips/pour.mp4");
        talk.put(
                "conversation_a",
                talk("Milk.", "Are you sure?", "Yes. " + "It is white and thick, as milk is. ".repeat(60)));
        talk.put("conversation_b", talk("Water.", "Are you sure?", "No, it may be clear syrup."));
        return Files.writeString(folder.resolve("battles.jsonl"), JSON.writeValueAsString(talk) + "\n");
    }

    private static List<Map<String, String>> talk(String first, String asked, String second) {
        return List.of(
                Map.of("role", "user", "content", "What is poured into the glass?"),
                Map.of("role", "assistant", "content", first),
                Map.of("role", "user", "content", asked),
                Map.of("role", "assistant", "content", second));
    }

    private static Map<String, Object> pair(String image, String query, String better, String worse) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", "p" + query.hashCode());
        record.put("query", query);
        record.put("response", List.of(worse, better));
        record.put("image", image);
        record.put("human_ranking", List.of(1, 0));
        record.put("models", List.of("llava-1.6-13b", "qwen-vl-chat"));
        return record;
    }
}
