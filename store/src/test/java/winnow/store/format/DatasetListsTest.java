package winnow.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.store.data.DatasetList;

/** Files that name other files. */
class DatasetListsTest {

    private static final Path FILES = Path.of("src/test/resources/formats").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void aMixtureNamesItsFilesInItsOrder() throws IOException {
        Path list = FILES.resolve("ixc-finetune/data.txt");

        DatasetList read = DatasetLists.of(list).orElseThrow();

        assertEquals(
                List.of(
                        "data/only_text_example.json",
                        "data/single_turn_single_image_example.json",
                        "data/multi_turn_multi_images_example.json"),
                read.members().stream().map(DatasetList.Member::name).toList());
        assertEquals(
                FILES.resolve("ixc-finetune/data/only_text_example.json"),
                read.members().get(0).file());
        assertEquals(0, read.elsewhere());
    }

    @Test
    void aRegistryNamesItsFilesAndCountsWhatLiesOnAHub() throws IOException {
        DatasetList read = DatasetLists.of(FILES.resolve("llama-factory/dataset_info.json"))
                .orElseThrow();

        assertEquals(14, read.members().size());
        assertEquals("identity.json", read.members().get(0).name());
        assertEquals(90, read.elsewhere());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"a\": 1}",
                "{\"a\": {\"file_name\": 1}}",
                "{\"a\": {\"question\": \"q\"}}",
                "{\"file_name\": \"a.json\"}",
                "data/a.json",
                "data/a.json 1\nsome text",
                "some text 1"
            })
    void whatIsNoListIsNone(String text) throws IOException {
        assertEquals(Optional.empty(), DatasetLists.of(Files.writeString(folder.resolve("list"), text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../other.json 1", "/etc/other.json 1", "a/../../other.json 0.5"})
    void aListNamesNoFileOutsideOfItsFolder(String text) throws IOException {
        Path list = Files.writeString(folder.resolve("data.txt"), text);

        IOException refused = assertThrows(IOException.class, () -> DatasetLists.of(list));

        assertEquals(
                list + " names \"" + text.substring(0, text.indexOf(' '))
                        + "\", which lies outside of its folder. Nothing of it was imported:"
                        + " import that file by itself.",
                refused.getMessage());
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.json"), "[]");
        Path inside = Files.createDirectories(folder.resolve("in"));
        Files.createSymbolicLink(inside.resolve("link.json"), outside);
        Path list = Files.writeString(inside.resolve("data.txt"), "link.json 1");

        assertThrows(IOException.class, () -> DatasetLists.of(list));
    }
}
