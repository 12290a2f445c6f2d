package winnow.store.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.store.data.DatasetList;

/**
 * Files that hold no records but name the files that do: a mixture of InternLM-XComposer ({@code data.txt}, a path
 * and a share a line), or the registry of LLaMA-Factory ({@code dataset_info.json}).
 */
public final class DatasetLists {

    private static final int LONGEST = 4 << 20; // bytes; such lists are short
    private static final int MOST = 100_000;
    private static final Pattern LINE = Pattern.compile("(\\S.*?\\.jsonl?)[ \\t]+[0-9]+(\\.[0-9]+)?");
    private static final List<String> HUBS =
            List.of("hf_hub_url", "ms_hub_url", "om_hub_url", "script_url", "cloud_file_name");

    private DatasetLists() {}

    /**
     * What a file names; empty where it is no such list.
     *
     * @throws IOException if it cannot be read, or one of the files it names lies outside of its folder
     */
    public static Optional<DatasetList> of(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Source.open(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        }
        if (bytes.length == 0 || bytes.length > LONGEST) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "");
        Optional<Named> named = text.stripLeading().startsWith("{") ? registry(text) : mixture(text);
        if (named.isEmpty() || named.get().files().size() > MOST) {
            return Optional.empty();
        }
        List<DatasetList.Member> members = new ArrayList<>();
        for (String name : named.get().files()) {
            members.add(new DatasetList.Member(name, resolve(file, name)));
        }
        return Optional.of(new DatasetList(members, named.get().elsewhere()));
    }

    private record Named(List<String> files, int elsewhere) {}

    private static Optional<Named> mixture(String text) {
        List<String> files = new ArrayList<>();
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            Matcher matcher = LINE.matcher(line.strip());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            files.add(matcher.group(1));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Named(files, 0));
    }

    private static Optional<Named> registry(String text) {
        JsonNode registry;
        try {
            registry = new RecordParser().record(text.strip()).value();
        } catch (ParseException e) {
            return Optional.empty(); // then it is something else, and its reader says what is wrong with it
        }
        List<String> files = new ArrayList<>();
        int elsewhere = 0;
        for (Map.Entry<String, JsonNode> entry : registry.properties()) {
            JsonNode info = entry.getValue();
            if (info.path("file_name").isTextual()) {
                files.add(info.path("file_name").asText());
            } else if (HUBS.stream().anyMatch(info::hasNonNull)) {
                elsewhere++;
            } else {
                return Optional.empty();
            }
        }
        return files.isEmpty() && elsewhere == 0 ? Optional.empty() : Optional.of(new Named(files, elsewhere));
    }

    /** A list that somebody sent must not name any file of this disk. */
    private static Path resolve(Path list, String name) throws IOException {
        Path folder = list.toAbsolutePath().normalize().getParent();
        try {
            Path file = folder == null
                    ? list.resolveSibling(name)
                    : folder.resolve(name).normalize();
            boolean inside = folder != null
                    && file.startsWith(folder)
                    && (!Files.exists(file) || file.toRealPath().startsWith(folder.toRealPath()));
            if (inside) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IOException(list + " names \"" + Faults.shorten(name) + "\", which can be no file here.", e);
        }
        throw new IOException(list + " names \"" + Faults.shorten(name)
                + "\", which lies outside of its folder. Nothing of it was imported: import that file by itself.");
    }
}
