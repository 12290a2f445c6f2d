package winnow.scoring.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
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

    private final FileBytes file;

    private Safetensors(FileBytes file) {
        this.file = file;
    }

    /**
     * The tensors of a file by name, in the order of their data.
     *
     * @throws ScoringException if the file cannot be read or its header is wrong; the message names the file
     */
    public static Map<String, TensorInfo> read(Path file) throws ScoringException {
        try (FileBytes bytes = FileBytes.open(file, "safetensors")) {
            return new Safetensors(bytes).tensors();
        }
    }

    private Map<String, TensorInfo> tensors() throws ScoringException {
        long fileBytes = file.size();
        if (fileBytes < Long.BYTES) {
            throw file.damaged("it has only " + fileBytes + " bytes");
        }
        long headerBytes = file.read(0, Long.BYTES).getLong();
        if (headerBytes < 0 || headerBytes > fileBytes - Long.BYTES) {
            throw file.damaged("its header should be " + Long.toUnsignedString(headerBytes)
                    + " bytes long, but the file has " + fileBytes);
        }
        if (headerBytes > MAX_HEADER_BYTES) {
            throw file.damaged("its header of " + headerBytes + " bytes is longer than any model needs");
        }
        JsonNode header = parse(file.read(Long.BYTES, (int) headerBytes).array());
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

    private JsonNode parse(byte[] header) throws ScoringException {
        try {
            JsonNode node = JSON.readTree(header);
            if (node == null || !node.isObject()) {
                throw file.damaged("its header is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ScoringException(
                    file.sentence("its header is not valid JSON: " + Shown.plain(e.getOriginalMessage())), e);
        } catch (IOException e) {
            throw new ScoringException(file.sentence("its header cannot be read: " + e.getMessage()), e);
        }
    }

    private Optional<TensorInfo> tensor(String name, JsonNode entry, long dataStart) throws ScoringException {
        JsonNode offsets = entry.path("data_offsets");
        if (!entry.path("shape").isArray() || !integer(offsets.path(0)) || !integer(offsets.path(1))) {
            throw file.damaged("tensor " + Shown.plain(name) + " has no proper dtype, shape and data_offsets");
        }
        long from = offsets.path(0).longValue();
        long to = offsets.path(1).longValue();
        if (from < 0 || to < from || to > file.size() - dataStart) {
            throw file.damaged("tensor " + Shown.plain(name) + " should be at bytes " + from + " to " + to
                    + " of the data, which has " + (file.size() - dataStart));
        }
        List<Long> shape = shape(name, entry.path("shape"));
        Optional<DType> type = DType.of(entry.path("dtype").asText());
        if (type.isEmpty()) {
            return Optional.empty(); // a type no model here computes with, so no tensor any model here asks for
        }
        try {
            TensorInfo info = new TensorInfo(name, type.get(), shape, file.file(), dataStart + from);
            if (info.bytes() != to - from) {
                throw file.damaged("tensor " + Shown.plain(name) + " of type " + type.get() + " and shape " + shape
                        + " needs " + info.bytes() + " bytes and has " + (to - from));
            }
            return Optional.of(info);
        } catch (ArithmeticException e) {
            throw new ScoringException(
                    file.sentence("tensor " + Shown.plain(name) + " has the impossible shape " + shape), e);
        }
    }

    private List<Long> shape(String name, JsonNode sizes) throws ScoringException {
        List<Long> shape = new ArrayList<>();
        for (JsonNode size : sizes) {
            if (!integer(size) || size.longValue() < 0) {
                throw file.damaged(
                        "tensor " + Shown.plain(name) + " has the impossible size " + Shown.plain(size.toString()));
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
                throw file.damaged(
                        "tensors " + Shown.plain(before.name()) + " and " + Shown.plain(after.name()) + " overlap");
            }
        }
    }
}
