package winnow.store.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRootsTest {

    @TempDir
    Path folder;

    private Path inside;
    private Path outside;
    private MediaRoots roots;

    @BeforeEach
    void twoFoldersAndASecret() throws IOException {
        folder = folder.toRealPath();
        inside = Files.createDirectories(folder.resolve("media/sub"));
        Files.writeString(folder.resolve("media/ok.png"), "ok");
        Files.writeString(inside.resolve("cat.png"), "cat");
        outside = Files.writeString(folder.resolve("secret.png"), "secret");
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(second.resolve("dog.png"), "dog");
        Files.writeString(second.resolve("ok.png"), "another");
        roots = new MediaRoots(List.of(folder.resolve("media"), second));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok.png", "./ok.png", "sub/../ok.png", "sub//..//ok.png", "sub\\..\\ok.png", ".\\ok.png"})
    void aPathInsideOpensTheFileOfTheFirstFolderThatHasIt(String path) throws IOException {
        assertEquals(folder.resolve("media/ok.png"), roots.resolve(path));
    }

    @Test
    void theSecondFolderIsLookedThroughToo() throws IOException {
        assertEquals(folder.resolve("second/dog.png"), roots.resolve("dog.png"));
    }

    @Test
    void backslashesMayBeSlashes() throws IOException {
        assertEquals(inside.resolve("cat.png"), roots.resolve("sub\\cat.png"));
    }

    @Test
    void anAbsolutePathInsideIsOpened() throws IOException {
        assertEquals(
                inside.resolve("cat.png"),
                roots.resolve(inside.resolve("cat.png").toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.png",
                "..\\secret.png",
                "sub/../../secret.png",
                "../../../../../../../../etc/passwd",
                "/etc/passwd",
                "/dev/zero",
                "/proc/self/environ"
            })
    void aPathThatLeadsOutIsRefused(String path) {
        IOException refusal = assertThrows(IOException.class, () -> roots.resolve(path));

        assertEquals(
                path + " leads out of the media folders and was not opened. Add its folder if that is meant.",
                refusal.getMessage());
    }

    @Test
    void anAbsolutePathOutsideIsRefused() {
        assertThrows(IOException.class, () -> roots.resolve(outside.toString()));
    }

    @Test
    void aFolderWhoseNameStartsTheSameIsOutside() throws IOException {
        Path near = Files.createDirectories(folder.resolve("media2"));
        Files.writeString(near.resolve("x.png"), "x");

        assertThrows(IOException.class, () -> roots.resolve("../media2/x.png"));
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        Files.createSymbolicLink(inside.resolve("link.png"), outside);

        IOException refusal = assertThrows(IOException.class, () -> roots.resolve("sub/link.png"));

        assertTrue(
                String.valueOf(refusal.getMessage()).contains("leads out of the media folders"), refusal.getMessage());
    }

    @Test
    void aLinkedFolderThatLeadsOutIsRefused() throws IOException {
        Files.createSymbolicLink(inside.resolve("up"), folder);

        assertThrows(IOException.class, () -> roots.resolve("sub/up/secret.png"));
    }

    @Test
    void aLinkThatStaysInsideIsFollowed() throws IOException {
        Files.createSymbolicLink(inside.resolve("same.png"), folder.resolve("media/ok.png"));

        assertEquals(folder.resolve("media/ok.png"), roots.resolve("sub/same.png"));
    }

    @Test
    void aMediaFolderMayItselfBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("media"));

        assertEquals(folder.resolve("media/ok.png"), new MediaRoots(List.of(link)).resolve("ok.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "https://example.invalid/x.png",
                "file:///etc/passwd",
                "jar:file:/x.zip!/y.png",
                "data:image/png;base64,iVBORw0KGgo="
            })
    void anAddressIsNotOpened(String address) {
        IOException refusal = assertThrows(IOException.class, () -> roots.resolve(address));

        assertEquals(address + " is an address, not a file. Winnow opens local files only.", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                ".",
                "sub",
                "sub/",
                "ok.png\u0000.jpg",
                "ok.png\n",
                "ok.png ",
                "OK.PNG.",
                "..%2fsecret.png",
                "~/.ssh/id_rsa",
                "C:\\Windows\\win.ini",
                "\\\\server\\share\\x.png",
                "CON",
                "nul.png",
                "\ud800.png"
            })
    void whatIsNoFileInsideIsRefusedInOneLine(String path) {
        IOException refusal = assertThrows(IOException.class, () -> roots.resolve(path));

        assertFalse(String.valueOf(refusal.getMessage()).contains("\n")
                || String.valueOf(refusal.getMessage()).contains("\u0000"));
        assertTrue(String.valueOf(refusal.getMessage()).endsWith("."), refusal.getMessage());
    }

    @Test
    void aVeryLongPathIsRefusedInAShortSentence() {
        IOException refusal = assertThrows(IOException.class, () -> roots.resolve("x".repeat(100_000)));

        assertTrue(String.valueOf(refusal.getMessage()).length() < 1_000);
    }

    @Test
    void aMissingFileSaysWhereItWasLookedFor() {
        IOException refusal = assertThrows(IOException.class, () -> roots.resolve("images/1042.jpg"));

        assertEquals(
                "images/1042.jpg does not exist in " + folder.resolve("media") + " or " + folder.resolve("second")
                        + ".",
                refusal.getMessage());
    }

    @Test
    void withoutFoldersNothingIsOpened() {
        IOException refusal =
                assertThrows(IOException.class, () -> new MediaRoots(List.of()).resolve(outside.toString()));

        assertEquals(outside + " was not looked for: no media folder was chosen.", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"space and 'quote'.png", "percent%20name.png", "-leading-dash.png", "#hash&.png", "ab:cd.png"})
    void oddNamesAreOpenedAsTheyAre(String name) throws IOException {
        Path file = Files.writeString(inside.resolve(name), name);

        assertEquals(file, roots.resolve("sub/" + name));
    }
}
