package winnow.app.ui;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.review.SavedViews;
import winnow.store.data.SavedView;
import winnow.viewer.text.Words;

/** The searches that are kept, beside the search field, and the way to keep the one that is there. */
final class ViewsMenu extends HBox {

    /** What the menu does to the search. */
    interface Search {
        String text();

        void find(String query);

        /** Gives the focus back. */
        void focus();
    }

    private final SavedViews views;
    private final Search search;
    private final Words words;
    private final MenuButton menu = new MenuButton();
    private final TextField name = new TextField();

    ViewsMenu(SavedViews views, Search search, Words words) {
        super(4);
        this.views = views;
        this.search = search;
        this.words = words;
        menu.setId("views");
        menu.setGraphic(new FontIcon("fth-bookmark"));
        menu.getStyleClass().addAll("flat", "button-icon", "views-menu");
        menu.setAccessibleText(words.tr("Saved searches"));
        menu.setTooltip(new Tooltip(words.tr("Saved searches")));
        menu.setFocusTraversable(false);
        menu.setOnHidden(event -> {
            if (name.isVisible()) { // only now, for a menu that closes gives the focus back to where it was
                name.requestFocus();
            }
        });
        setAlignment(Pos.CENTER_LEFT);
        prepareName();
        getChildren().addAll(menu, name);
        views.all().addListener((ListChangeListener<SavedView>) change -> fill());
        fill();
    }

    private void prepareName() {
        name.setId("view-name");
        name.setPromptText(words.tr("Name of this search, then ↵"));
        name.setAccessibleText(words.tr("Name of this search"));
        name.setPrefWidth(200);
        name.managedProperty().bind(name.visibleProperty());
        name.setVisible(false);
        name.setOnAction(event -> {
            if (!name.getText().isBlank()) {
                views.save(name.getText(), search.text());
                close();
            }
        });
        name.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                close();
            }
        });
    }

    private void close() {
        name.clear();
        name.setVisible(false);
        search.focus();
    }

    private void fill() {
        menu.getItems().clear();
        for (SavedView view : views.all()) {
            MenuItem item = new MenuItem(view.name(), graphic(view.query()));
            item.setOnAction(event -> search.find(view.query()));
            menu.getItems().add(item);
        }
        if (!views.all().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        MenuItem keep = new MenuItem(words.tr("Keep this search…"), new FontIcon("fth-plus"));
        keep.setId("keep-search");
        keep.setOnAction(event -> name.setVisible(true));
        menu.getItems().add(keep);
        if (!views.all().isEmpty()) {
            Menu away = new Menu(words.tr("Keep no longer"), new FontIcon("fth-x"));
            for (SavedView view : views.all()) {
                MenuItem item = new MenuItem(view.name());
                item.setOnAction(event -> views.remove(view.name()));
                away.getItems().add(item);
            }
            menu.getItems().add(away);
        }
    }

    private static Node graphic(String query) {
        FontIcon icon = new FontIcon("fth-search");
        Tooltip.install(icon, new Tooltip(query));
        return icon;
    }
}
