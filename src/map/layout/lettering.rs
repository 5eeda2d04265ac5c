//! Writing what is named.

use super::map_layout::MapLayout;
use crate::map::drawing::{Svg, Theme, path, tenths};
use crate::map::label::{Label, LabelStyle};
use crate::map::plane::middle;

impl MapLayout<'_> {
    /// Writes a label: dark on the colours of polities, in the colour of text off them.
    pub(super) fn write_label(&self, svg: &mut Svg, label: &Label, is_on_ground: bool) {
        let ink = self.ink();
        if let Some((from, end)) = label.leader {
            if label.is_dotted {
                svg.push(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                    tenths(from.0),
                    tenths(from.1),
                    tenths(1.1 * self.scale)
                ));
            }
            let line = path([[from, end].as_slice()], false);
            if self.options.theme == Theme::Dark {
                // The line may run over dark sea and land too.
                svg.push(format_args!(
                    "<path d=\"{line}\" fill=\"none\" stroke=\"{}\" stroke-opacity=\".6\" stroke-width=\"{}\"/>",
                    ink.text,
                    tenths(1.8 * self.scale)
                ));
            }
            svg.push(format_args!(
                "<path class=\"leader\" d=\"{line}\" fill=\"none\" stroke=\"#2b2622\" stroke-width=\"{}\"/>",
                tenths(0.6 * self.scale)
            ));
        }
        let look = match label.style {
            LabelStyle::Location | LabelStyle::Number | LabelStyle::Town if !is_on_ground => {
                format!(" fill=\"{}\"", ink.text)
            }
            LabelStyle::Holder => " font-weight=\"bold\" fill=\"#3a332c\"".to_owned(),
            LabelStyle::Part(1) => " fill=\"#3a332c\"".to_owned(),
            LabelStyle::Part(_) => " font-style=\"italic\" fill=\"#3a332c\"".to_owned(),
            LabelStyle::Location | LabelStyle::Number | LabelStyle::Town => " fill=\"#1f1b18\"".to_owned(),
            LabelStyle::Water => format!(" font-style=\"italic\" fill=\"{}\"", ink.water_text),
        };
        let halo = match label.style {
            LabelStyle::Water if self.options.theme == Theme::Light => String::new(),
            _ => format!(
                " stroke=\"{}\" stroke-opacity=\".75\" stroke-width=\"{}\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\"",
                match label.style {
                    // Light letters, which may lie on light ground.
                    LabelStyle::Water => ink.sea,
                    _ if is_on_ground => ink.halo,
                    _ => ink.land,
                },
                tenths(2.4 * self.scale)
            ),
        };
        let at = middle(label.rect);
        let turn = if label.turn == 0.0 {
            String::new()
        } else {
            format!(" transform=\"rotate({} {} {})\"", tenths(label.turn), tenths(at.0), tenths(at.1))
        };
        let spacing = if label.spacing > 0.0 {
            format!(" letter-spacing=\"{}\"", tenths(label.spacing * label.size))
        } else {
            String::new()
        };
        for (line, at) in label.baselines() {
            let attributes = format!(
                " class=\"label\" text-anchor=\"middle\" font-size=\"{}\" textLength=\"{}\"{spacing}{look}{halo}{turn}",
                tenths(label.size),
                tenths(label.width(line)),
            );
            svg.text(at, &attributes, line);
        }
    }
}
