package winnow.app.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A hub on this machine with one repository, {@code org/model}, that can be told to misbehave. */
final class FakeHub implements AutoCloseable {

    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    /** What it does to the next requests for a file, one each; afterwards it behaves. */
    interface Trick {
        void answer(HttpExchange exchange, byte[] content) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> announced = new HashMap<>();
    private final Map<String, List<Trick>> tricks = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile String commit = COMMIT;

    FakeHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked: path, range and authorization. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    FakeHub file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Announces another checksum than the right one. */
    void announce(String name, String hash) {
        announced.put(name, hash);
    }

    /** The commit files say they are of from now on. */
    void moveTo(String other) {
        commit = other;
    }

    FakeHub trick(String name, Trick... some) {
        tricks.put(name, Collections.synchronizedList(new ArrayList<>(List.of(some))));
        return this;
    }

    /** Answers each request that has this in its path with a status. */
    void refuse(String path, int status) {
        refusals.put(path, status);
    }

    void behave() {
        refusals.clear();
        tricks.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            String secret = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(path + " " + range + " " + secret);
            for (Map.Entry<String, Integer> refusal : refusals.entrySet()) {
                if (path.contains(refusal.getKey())) {
                    exchange.sendResponseHeaders(refusal.getValue(), -1);
                    return;
                }
            }
            if (path.startsWith("/api/models/org/model/revision/")) {
                json(exchange, Map.of("sha", COMMIT, "siblings", List.of()));
            } else if (path.equals("/api/models/org/model/tree/" + COMMIT)) {
                json(exchange, tree());
            } else {
                send(exchange, path.substring(path.lastIndexOf('/') + 1));
            }
        }
    }

    private List<Object> tree() {
        List<Object> entries = new ArrayList<>();
        files.forEach((name, content) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("type", "file");
            entry.put("path", name);
            entry.put("size", content.length);
            boolean large = name.endsWith(".safetensors") || name.endsWith(".bin");
            String hash = announced.getOrDefault(name, large ? sha256(content) : git(content));
            entry.put("oid", large ? "f".repeat(40) : hash);
            if (large) {
                entry.put("lfs", Map.of("oid", hash, "size", content.length));
            }
            entries.add(entry);
        });
        return entries;
    }

    private void send(HttpExchange exchange, String name) throws IOException {
        exchange.getResponseHeaders().set("X-Repo-Commit", commit);
        byte[] content = files.get(name);
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        List<Trick> waiting = tricks.getOrDefault(name, List.of());
        if (!waiting.isEmpty()) {
            waiting.remove(0).answer(exchange, content);
            return;
        }
        plain(exchange, content);
    }

    /** As a server should: the range that was asked for. */
    static void plain(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from == 0 ? -1 : content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
    }

    private static void json(HttpExchange exchange, Object value) throws IOException {
        byte[] bytes = JsonMapper.builder().build().writeValueAsBytes(value);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String sha256(byte[] content) {
        MessageDigest digest = Hashes.digest();
        digest.update(content);
        return Hashes.text(digest);
    }

    static String git(byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
