package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.store.check.Alike;
import winnow.store.check.CheckKind;
import winnow.store.check.Look;
import winnow.store.data.Media;
import winnow.store.data.StoredSample;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaRoots;
import winnow.store.media.Stills;

/**
 * Looks at the media of samples: each file once, whichever samples show it. Of a picture 32 bytes of hash and its path
 * are kept. Videos are looked up, not decoded. Confined to one thread.
 */
final class PictureCheck {

    private static final int NONE = -1;

    /** A file that was looked at: its number among the decoded pictures, or what is wrong with it. */
    private record Seen(int picture, Optional<CheckKind> fault, String reason) {}

    /** A sample shows a picture. */
    private record Shown(long sampleId, int picture) {}

    private final boolean decode;
    private final CheckFindings findings;
    private final CancelToken cancel;
    private final Stills stills = new Stills();
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Map<String, Integer> contents = new HashMap<>();
    private final List<Path> pictures = new ArrayList<>();
    private final BitSet copies = new BitSet();
    private final List<Shown> shown = new ArrayList<>();
    private final Alike alike = new Alike();

    PictureCheck(boolean decode, CheckFindings findings, CancelToken cancel) {
        this.decode = decode;
        this.findings = findings;
        this.cancel = cancel;
    }

    void look(StoredSample stored, MediaRoots roots) {
        for (Media media : stored.sample().media()) {
            try {
                Path file = roots.resolve(media.path());
                Seen what = seen.computeIfAbsent(file, f -> lookAt(f, media.kind()));
                what.fault().ifPresent(kind -> findings.add(kind, stored.id(), what.reason()));
                if (what.picture() >= 0) {
                    shown.add(new Shown(stored.id(), what.picture()));
                }
            } catch (MediaRoots.Missing e) {
                findings.add(CheckKind.MISSING_MEDIA, stored.id(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                findings.add(CheckKind.UNREADABLE_MEDIA, stored.id(), String.valueOf(e.getMessage()));
            }
        }
    }

    private Seen lookAt(Path file, Media.Kind kind) {
        try {
            if (Files.size(file) == 0) {
                throw new IOException(file.getFileName() + " is empty.");
            }
            if (kind == Media.Kind.VIDEO) {
                return new Seen(NONE, Optional.empty(), "");
            }
            if (!decode) {
                stills.size(file);
                return new Seen(NONE, Optional.empty(), "");
            }
            return new Seen(add(file, Look.of(stills.decode(file))), Optional.empty(), "");
        } catch (IOException e) {
            return new Seen(NONE, Optional.of(CheckKind.UNREADABLE_MEDIA), String.valueOf(e.getMessage()));
        }
    }

    private int add(Path file, Look look) throws IOException {
        int number = pictures.size();
        Integer first = contents.putIfAbsent(Hashes.of(file, cancel), number);
        if (first != null) {
            copies.set(number);
        }
        pictures.add(file);
        alike.add(first == null ? Optional.of(look.keys()) : Optional.empty());
        return number;
    }

    /** Compares the pictures that were decoded. */
    void finish() {
        BitSet near = alike.repeated((earlier, later) -> {
            cancel.check();
            return isAlike(pictures.get(earlier), pictures.get(later));
        });
        for (Shown each : shown) {
            if (copies.get(each.picture())) {
                findings.add(CheckKind.DUPLICATE_PICTURE, each.sampleId());
            } else if (near.get(each.picture())) {
                findings.add(CheckKind.NEAR_DUPLICATE_PICTURE, each.sampleId());
            }
        }
    }

    private boolean isAlike(Path earlier, Path later) {
        try {
            return Look.of(stills.decode(earlier)).isLike(Look.of(stills.decode(later)));
        } catch (IOException e) {
            return false; // it was changed or taken away since it was decoded a moment ago: no longer known to be alike
        }
    }
}
