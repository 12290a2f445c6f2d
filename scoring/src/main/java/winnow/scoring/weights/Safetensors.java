package winnow.scoring.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.ScoringException;

/**
 * Reads the header of a safetensors file: eight bytes of length, JSON, then the data. Believes nothing: every offset,
 * shape and length is checked against the file before anybody maps it.
 */
public final class Safetensors {

    /** The format allows 100 MB; snapshots of hundreds of billions of weights need one. */
    private static final long MAX_HEADER_BYTES = 8_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final long fileBytes;

    private Safetensors(Path file, long fileBytes) {
        this.file = file;
        this.fileBytes = fileBytes;
    }

    /**
     * The tensors of a file by name, in the order of their data.
     *
     * @throws ScoringException if the file cannot be read or its header is wrong; the message names the file
     */
    public static Map<String, TensorInfo> read(Path file) throws ScoringException {
        if (!Files.isRegularFile(file)) { // nor a pipe, which would never answer
            throw new ScoringException(file + " is missing or no file. Copy or download it again.");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return new Safetensors(file, channel.size()).tensors(channel);
        } catch (IOException e) {
            throw new ScoringException(file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<String, TensorInfo> tensors(FileChannel channel) throws IOException, ScoringException {
        if (fileBytes < Long.BYTES) {
            throw damaged("it has only " + fileBytes + " bytes");
        }
        long headerBytes = read(channel, 0, Long.BYTES).getLong();
        if (headerBytes < 0 || headerBytes > fileBytes - Long.BYTES) {
            throw damaged("its header should be " + Long.toUnsignedString(headerBytes)
                    + " bytes long, but the file has " + fileBytes);
        }
        if (headerBytes > MAX_HEADER_BYTES) {
            throw damaged("its header of " + headerBytes + " bytes is longer than any model needs");
        }
        JsonNode header = parse(read(channel, Long.BYTES, (int) headerBytes).array());
        long dataStart = Long.BYTES + headerBytes;
        List<TensorInfo> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensor(entry.getKey(), entry.getValue(), dataStart).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingLong(TensorInfo::offset).thenComparing(TensorInfo::name));
        checkOverlaps(found);
        Map<String, TensorInfo> byName = new LinkedHashMap<>();
        found.forEach(t -> byName.put(t.name(), t));
        return Collections.unmodifiableMap(byName);
    }

    private JsonNode parse(byte[] header) throws IOException, ScoringException {
        try {
            JsonNode node = JSON.readTree(header);
            if (node == null || !node.isObject()) {
                throw damaged("its header is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ScoringException(sentence("its header is not valid JSON: " + e.getOriginalMessage()), e);
        }
    }

    private Optional<TensorInfo> tensor(String name, JsonNode entry, long dataStart) throws ScoringException {
        JsonNode offsets = entry.path("data_offsets");
        if (!entry.path("shape").isArray() || !integer(offsets.path(0)) || !integer(offsets.path(1))) {
            throw damaged("tensor " + name + " has no proper dtype, shape and data_offsets");
        }
        long from = offsets.path(0).longValue();
        long to = offsets.path(1).longValue();
        if (from < 0 || to < from || to > fileBytes - dataStart) {
            throw damaged("tensor " + name + " should be at bytes " + from + " to " + to + " of the data, which has "
                    + (fileBytes - dataStart));
        }
        List<Long> shape = shape(name, entry.path("shape"));
        Optional<DType> type = DType.of(entry.path("dtype").asText());
        if (type.isEmpty()) {
            return Optional.empty(); // a type no model here computes with, so no tensor any model here asks for
        }
        try {
            TensorInfo info = new TensorInfo(name, type.get(), shape, file, dataStart + from);
            if (info.bytes() != to - from) {
                throw damaged("tensor " + name + " of type " + type.get() + " and shape " + shape + " needs "
                        + info.bytes() + " bytes and has " + (to - from));
            }
            return Optional.of(info);
        } catch (ArithmeticException e) {
            throw new ScoringException(sentence("tensor " + name + " has the impossible shape " + shape), e);
        }
    }

    private List<Long> shape(String name, JsonNode sizes) throws ScoringException {
        List<Long> shape = new ArrayList<>();
        for (JsonNode size : sizes) {
            if (!integer(size) || size.longValue() < 0) {
                throw damaged("tensor " + name + " has the impossible size " + size);
            }
            shape.add(size.longValue());
        }
        return shape;
    }

    private static boolean integer(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private void checkOverlaps(List<TensorInfo> sorted) throws ScoringException {
        List<TensorInfo> filled = sorted.stream().filter(t -> t.bytes() > 0).toList();
        for (int i = 1; i < filled.size(); i++) {
            TensorInfo before = filled.get(i - 1);
            TensorInfo after = filled.get(i);
            if (before.offset() + before.bytes() > after.offset()) {
                throw damaged("tensors " + before.name() + " and " + after.name() + " overlap");
            }
        }
    }

    private ByteBuffer read(FileChannel channel, long from, int length) throws IOException, ScoringException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw damaged("it ended while it was read");
            }
        }
        return buffer.flip();
    }

    private ScoringException damaged(String why) {
        return new ScoringException(sentence(why));
    }

    private String sentence(String why) {
        return file.getFileName() + " is not a sound safetensors file: " + why + ". Copy or download it again.";
    }
}
