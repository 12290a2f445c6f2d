package winnow.app.ui.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.PlantReport;
import winnow.app.service.PlantReport.Missed;
import winnow.app.service.PlantService;
import winnow.app.service.TruthReport;
import winnow.app.ui.part.EmptyState;
import winnow.scoring.rank.Detection;
import winnow.viewer.text.Words;

/** Which ranking finds most, which kinds of fault it finds, and those it missed. */
final class PlantPane extends VBox {

    private final MeasureViewModel model;
    private final Words words;
    private final Consumer<Missed> open;
    private final Label about = new Label();
    private final Label missedOf = new Label();
    private final TableView<Map.Entry<String, TruthReport.Found>> rankings;
    private final TableView<Kind> kinds;
    private final TableView<Missed> missed;
    private final DepthPlot depths;

    /** A kind of fault and what each ranking makes of it. */
    private record Kind(String word, TruthReport report) {

        Detection by(String ranking) {
            TruthReport.Found found = report.rankings().get(ranking);
            Detection detection = found == null ? null : found.kinds().get(word);
            if (detection == null) {
                throw new IllegalArgumentException("The ranking " + ranking + " was not measured on " + word);
            }
            return detection;
        }
    }

    /**
     * The results.
     *
     * @param open shows the sample a missed fault was planted into
     */
    PlantPane(MeasureViewModel model, Words words, Consumer<Missed> open) {
        super(16);
        this.model = model;
        this.words = words;
        this.open = open;
        setId("plant-results");
        getStyleClass().add("screen-column");
        this.rankings = rankingTable();
        this.kinds = kindTable();
        this.missed = missedTable();
        this.depths = new DepthPlot(words);
        model.foundProperty().addListener((property, before, found) -> show());
        model.runningProperty().addListener((property, before, running) -> show());
        show();
    }

    private TableView<Map.Entry<String, TruthReport.Found>> rankingTable() {
        TableView<Map.Entry<String, TruthReport.Found>> table =
                Tables.of("plant-rankings", words.tr("Which ranking finds most"));
        Tables.column(table, words.tr("Ranking"), false, row -> FaultTexts.ranking(words, row.getKey()));
        Tables.auroc(table, words, row -> row.getValue().all());
        Tables.column(
                table, "AP", true, row -> FaultTexts.share(row.getValue().all().averagePrecision()));
        for (int k : List.of(10, 20, 50)) {
            Tables.column(table, "P@" + k, true, row -> at(row.getValue().all(), k));
        }
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> showMissed());
        return table;
    }

    private static String at(Detection found, int k) {
        return FaultTexts.share(found.precisionAt().getOrDefault(k, Double.NaN));
    }

    private TableView<Kind> kindTable() {
        TableView<Kind> table = Tables.of("plant-kinds", words.tr("By kind of fault"));
        Tables.column(table, words.tr("Fault"), false, row -> FaultTexts.fault(words, row.word()));
        Tables.column(
                table,
                words.tr("Planted"),
                true,
                row -> words.number(row.by(PlantService.MODEL).n()));
        Tables.auroc(table, words, row -> row.by(PlantService.MODEL));
        Tables.column(
                table,
                "AP",
                true,
                row -> FaultTexts.share(row.by(PlantService.MODEL).averagePrecision()));
        Tables.column(table, "P@10", true, row -> at(row.by(PlantService.MODEL), 10));
        for (String other : List.of("rules", "length", "random")) {
            Tables.column(
                    table,
                    FaultTexts.ranking(words, other),
                    true,
                    row -> FaultTexts.share(row.by(other).auroc()));
        }
        table.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> showMissed());
        return table;
    }

    private TableView<Missed> missedTable() {
        TableView<Missed> table = Tables.of("plant-missed", words.tr("Missed"));
        Tables.column(table, words.tr("Record"), true, row -> words.number(row.record()));
        Tables.column(table, words.tr("Place"), true, row -> words.number(row.place()));
        Tables.column(table, words.tr("Fault"), false, row -> FaultTexts.fault(words, row.kind()));
        Tables.column(
                table,
                words.tr("Answer with the fault"),
                false,
                row -> row.answer().replace('\n', ' '));
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                openMissed();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        return table;
    }

    /** Opens the sample of the missed fault that is chosen, if one is. */
    void openMissed() {
        Missed chosen = missed.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            open.accept(chosen);
        }
    }

    private void show() {
        PlantReport found = model.foundProperty().get();
        if (found == null) {
            showNothing();
            return;
        }
        TruthReport truth = found.truth();
        about.setText(words.tr(
                "{0} faults in {1} samples; AP is the average precision, P@10 the precision among the 10 lowest",
                words.number(found.measurement().planted()),
                words.number(found.measurement().samples())));
        rankings.getItems().setAll(truth.rankings().entrySet());
        List<Kind> rows = new ArrayList<>();
        truth.rankings().values().iterator().next().kinds().keySet().forEach(kind -> rows.add(new Kind(kind, truth)));
        kinds.getItems().setAll(rows);
        Tables.fit(rankings);
        Tables.fit(kinds);
        depths.show(truth);
        VBox first = Tables.card(words.tr("Which ranking finds most"), about, rankings);
        HBox overall = new HBox(16, first, depths);
        HBox.setHgrow(first, Priority.ALWAYS);
        VBox list = Tables.card(words.tr("Missed"), missedOf, missed);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren()
                .setAll(
                        overall,
                        Tables.card(
                                words.tr("By kind of fault"),
                                new Label(words.tr("AUROC of the other rankings; a row shows what was missed")),
                                kinds),
                        list);
        rankings.getSelectionModel().selectFirst();
        kinds.getSelectionModel().selectFirst();
        showMissed();
    }

    private void showNothing() {
        boolean running = model.runningProperty().get();
        EmptyState state = new EmptyState(
                running ? "fth-loader" : "fth-target",
                running ? words.tr("Planting and scoring…") : words.tr("Nothing measured yet"),
                running
                        ? words.tr("See the jobs for progress. Your data stay as they are.")
                        : words.tr("Choose faults and a model on the left. Your data stay as they are."));
        VBox.setVgrow(state, Priority.ALWAYS);
        getChildren().setAll(state);
    }

    private void showMissed() {
        PlantReport found = model.foundProperty().get();
        Map.Entry<String, TruthReport.Found> ranking =
                rankings.getSelectionModel().getSelectedItem();
        Kind kind = kinds.getSelectionModel().getSelectedItem();
        if (found == null || ranking == null || kind == null) {
            missed.getItems().clear();
            return;
        }
        missed.getItems()
                .setAll(found.missed().getOrDefault(ranking.getKey(), List.of()).stream()
                        .filter(each -> each.kind().equals(kind.word()))
                        .toList());
        missedOf.setText(words.tr(
                "{0}, {1}: {2} not among the lowest {3}",
                FaultTexts.ranking(words, ranking.getKey()),
                FaultTexts.fault(words, kind.word()),
                missed.getItems().size(),
                found.measurement().planted()));
    }
}
