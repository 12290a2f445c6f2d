package winnow.app.service;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import winnow.scoring.rank.Detection;

/**
 * How well rankings find what is known to be bad.
 *
 * @param unscored bad samples the run has no reward for; they are in no figure
 * @param rankings by id of the ranking, in the order asked for
 */
public record TruthReport(long unscored, Map<String, Found> rankings) {

    public TruthReport {
        rankings = Collections.unmodifiableMap(new LinkedHashMap<>(rankings));
    }

    /**
     * What one ranking found.
     *
     * @param all bad of any kind against clean
     * @param kinds bad of one kind against clean, by kind; the other kinds are left out
     */
    public record Found(Detection all, Map<String, Detection> kinds) {

        public Found {
            kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
        }
    }
}
