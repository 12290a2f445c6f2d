package winnow.scoring.weights;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import winnow.scoring.ScoringException;

/**
 * Reads the index of a file of {@code torch.save}: a zip archive of one pickle, which says what tensors there are, and
 * of their numbers, stored so that they can be mapped. Nothing of it is ever run ({@link Pickle}).
 */
final class TorchFile {

    private static final String PICKLE = "/data.pkl";

    private final FileBytes file;
    private final Map<String, ZipIndex.Entry> records;
    private final String root;

    private TorchFile(FileBytes file) throws ScoringException {
        this.file = file;
        this.records = ZipIndex.read(file);
        List<String> roots = records.keySet().stream()
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (roots.size() != 1) {
            throw file.damaged("it is a zip archive, but has " + (roots.isEmpty() ? "no" : "more than one")
                    + " list of tensors data.pkl");
        }
        root = roots.get(0);
    }

    /**
     * The tensors of a file by name, in the order of the pickle.
     *
     * @throws ScoringException if the file cannot be read, is damaged, or asks for more than tensors; names the file
     */
    static Map<String, TensorInfo> read(Path file) throws ScoringException {
        try (FileBytes bytes = FileBytes.open(file, "PyTorch")) {
            return new TorchFile(bytes).tensors();
        }
    }

    private Map<String, TensorInfo> tensors() throws ScoringException {
        checkByteOrder();
        ZipIndex.Entry list = record(PICKLE);
        if (list.bytes() > Pickle.MAX_BYTES) {
            throw file.damaged("its list of tensors of " + list.bytes() + " bytes is longer than any model needs");
        }
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        Map<String, Pickle.Storage> storages = new LinkedHashMap<>();
        for (Map.Entry<String, Pickle.Tensor> entry :
                Pickle.read(file, file.read(list.offset(), (int) list.bytes())).entrySet()) {
            Pickle.Storage storage = entry.getValue().storage();
            Pickle.Storage known = storages.putIfAbsent(storage.key(), storage);
            if (known != null && !known.equals(storage)) {
                throw file.damaged("it says two different things about its numbers " + Shown.quoted(storage.key()));
            }
            tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
        }
        return Collections.unmodifiableMap(tensors);
    }

    private ZipIndex.Entry record(String name) throws ScoringException {
        ZipIndex.Entry entry = records.get(root + name);
        if (entry == null) {
            throw file.damaged("its record " + Shown.quoted(root + name) + " is missing");
        }
        return entry;
    }

    private void checkByteOrder() throws ScoringException {
        ZipIndex.Entry order = records.get(root + "/byteorder");
        if (order == null) {
            return; // files of PyTorch before 2.1, always little-endian but on the rarest machines
        }
        String text = order.bytes() > 16
                ? "something else"
                : US_ASCII.decode(file.read(order.offset(), (int) order.bytes()))
                        .toString();
        if (!text.equals("little")) {
            throw file.damaged("its numbers are in byte order " + Shown.quoted(text) + ", but \"little\" is needed");
        }
    }

    private TensorInfo tensor(String name, Pickle.Tensor tensor) throws ScoringException {
        Pickle.Storage storage = tensor.storage();
        ZipIndex.Entry record = record("/data/" + storage.key());
        long size = storage.type().bytes();
        if (record.bytes() % size != 0 || record.bytes() / size != storage.count()) {
            throw file.damaged("record " + Shown.quoted(record.name()) + " has " + record.bytes()
                    + " bytes, but should hold " + storage.count() + " numbers of type " + storage.type());
        }
        try {
            checkSizes(name, tensor);
            // checked above: the product is at most the size of the file
            long at = tensor.offset() < 0 || tensor.offset() > storage.count() ? -1 : tensor.offset() * size;
            TensorInfo info = new TensorInfo(
                    name, storage.type(), tensor.sizes(), file.file(), record.offset() + at, tensor.strides());
            if (at < 0 || info.span() > storage.count() - tensor.offset()) {
                throw file.damaged("tensor " + Shown.quoted(name) + " of shape " + tensor.sizes() + " from element "
                        + tensor.offset() + " is not inside its " + storage.count() + " numbers");
            }
            return info;
        } catch (ArithmeticException e) {
            throw new ScoringException(
                    file.sentence("tensor " + Shown.quoted(name) + " has the impossible shape " + tensor.sizes()), e);
        }
    }

    /** Refuses what would make more of a tensor than its file has: a number may stand in one place of it only. */
    private void checkSizes(String name, Pickle.Tensor tensor) throws ScoringException {
        boolean negative = Stream.of(tensor.sizes(), tensor.strides())
                .flatMap(List::stream)
                .anyMatch(n -> n < 0);
        List<Integer> wide = new ArrayList<>();
        IntStream.range(0, tensor.sizes().size())
                .filter(i -> tensor.sizes().get(i) != 1)
                .forEach(wide::add);
        wide.sort(Comparator.comparing(tensor.strides()::get));
        boolean empty = tensor.sizes().contains(0L);
        boolean overlap = negative;
        long reach = 1; // elements from the first to the last of the dimensions so far
        for (int i : wide) {
            long sizeHere = tensor.sizes().get(i);
            long stride = tensor.strides().get(i);
            overlap |= !empty && stride < reach;
            reach = empty ? 1 : Math.addExact(reach, Math.multiplyExact(sizeHere - 1, stride));
        }
        if (overlap) {
            throw file.damaged("tensor " + Shown.quoted(name) + " has shape " + tensor.sizes() + " and strides "
                    + tensor.strides() + ", so its elements would overlap");
        }
    }
}
