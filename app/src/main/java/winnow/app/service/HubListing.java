package winnow.app.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is to be downloaded of a repository.
 *
 * @param repo as in {@code org/name}
 * @param commit 40 digits
 * @param files that a model needs; nothing that could be executed
 */
record HubListing(String repo, String commit, List<HubFile> files) {

    private static final int MOST_PAGES = 200;
    private static final Pattern SMALL = Pattern.compile("config\\.json|generation_config\\.json|added_tokens\\.json"
            + "|special_tokens_map\\.json|tokenizer[A-Za-z0-9_.-]*\\.(json|model)"
            + "|vocab\\.json|merges\\.txt|README\\.md");
    private static final Pattern SAFE = Pattern.compile(".+\\.safetensors|.+\\.safetensors\\.index\\.json");
    private static final Pattern MODEL_SAFE = Pattern.compile("model.*");
    private static final Pattern TORCH = Pattern.compile("pytorch_model.*\\.bin|pytorch_model\\.bin\\.index\\.json");

    HubListing {
        files = List.copyOf(files);
    }

    /** Bytes of all files. */
    long bytes() {
        return files.stream().mapToLong(HubFile::size).sum();
    }

    /** Where a file is. */
    URI address(HubClient hub, HubFile file) {
        return hub.at("/" + repo + "/resolve/" + commit + "/" + encoded(file.name()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Asks the hub what there is.
     *
     * @throws IOException if it refuses, names a file outside of the repository, or there is no model
     */
    static HubListing read(HubClient hub, String repo, String revision) throws IOException {
        JsonNode info = hub.json(hub.at("/api/models/" + repo + "/revision/" + encoded(revision)))
                .json();
        String commit = info.path("sha").asText();
        if (!commit.matches("[0-9a-f]{40}")) {
            throw new IOException(hub.host() + " does not say which commit " + revision + " of " + repo + " is.");
        }
        for (JsonNode sibling : info.path("siblings")) {
            refuseOutside(sibling.path("rfilename").asText(), hub, repo);
        }
        List<JsonNode> tree = new ArrayList<>();
        Optional<URI> page = Optional.of(hub.at("/api/models/" + repo + "/tree/" + commit + "?recursive=true"));
        for (int i = 0; page.isPresent() && i < MOST_PAGES; i++) {
            HubClient.Page read = hub.json(page.get());
            read.json().forEach(tree::add);
            page = read.next();
        }
        List<HubFile> files = new ArrayList<>();
        for (JsonNode entry : tree) {
            String path = entry.path("path").asText();
            refuseOutside(path, hub, repo);
            if (entry.path("type").asText("file").equals("file") && isWanted(path)) {
                files.add(file(entry, path, hub));
            }
        }
        return new HubListing(repo, commit, needed(files, repo));
    }

    private static void refuseOutside(String path, HubClient hub, String repo) throws IOException {
        if (!HubFile.isInside(path)) {
            String shown = path.replaceAll("\\p{Cc}", "?");
            throw new IOException(
                    hub.host() + " names a file \"" + shown.substring(0, Math.min(60, shown.length())) + "\" in " + repo
                            + ", which would be written outside of the model's folder. Nothing was downloaded.");
        }
    }

    private static boolean isWanted(String path) {
        return HubFile.isSafe(path)
                && (SMALL.matcher(path).matches()
                        || SAFE.matcher(path).matches()
                        || TORCH.matcher(path).matches());
    }

    private static HubFile file(JsonNode entry, String path, HubClient hub) throws IOException {
        JsonNode lfs = entry.path("lfs");
        String hash =
                lfs.has("oid") ? lfs.path("oid").asText() : entry.path("oid").asText();
        long size = lfs.has("size")
                ? lfs.path("size").asLong(-1)
                : entry.path("size").asLong(-1);
        String digits = hash.replaceFirst("^sha256:", "");
        if (size < 0 || !digits.matches("[0-9a-f]{64}|[0-9a-f]{40}")) {
            throw new IOException(hub.host() + " does not announce size and checksum of " + path
                    + ", so it cannot be verified. Nothing was downloaded.");
        }
        return new HubFile(path, size, digits);
    }

    /** Safetensors where there are any, and of those the ones whose name begins with {@code model}, if any does. */
    private static List<HubFile> needed(List<HubFile> files, String repo) throws IOException {
        List<HubFile> safe = files.stream()
                .filter(file -> SAFE.matcher(file.name()).matches())
                .toList();
        List<HubFile> model = safe.stream()
                .filter(file -> MODEL_SAFE.matcher(file.name()).matches())
                .toList();
        List<HubFile> weights = !model.isEmpty() ? model : safe;
        if (weights.stream().noneMatch(file -> file.name().endsWith(".safetensors"))) {
            weights = files.stream()
                    .filter(file -> TORCH.matcher(file.name()).matches())
                    .toList();
        }
        List<HubFile> needed = new ArrayList<>(files.stream()
                .filter(file -> SMALL.matcher(file.name()).matches())
                .toList());
        if (weights.isEmpty() || needed.stream().noneMatch(file -> file.name().equals("config.json"))) {
            throw new IOException(repo + " holds no model: it has no "
                    + (weights.isEmpty() ? "safetensors or .bin weights" : "config.json")
                    + ". Nothing was downloaded.");
        }
        needed.addAll(weights);
        return needed;
    }
}
